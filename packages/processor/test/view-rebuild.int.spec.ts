import { until } from '@mailfold/dev-env';
import type { ReadAllOptions } from '@mailfold/event-store';
import { DeciderRunner } from '../src/decider-runner.ts';
import type { View } from '../src/view.ts';
import { ViewRunner } from '../src/view-runner.ts';
import type { ProcessorDeps } from '../src/runner.ts';
import { Company, seen } from './example/mail.ts';
import { threadsDecider } from './example/threads-rows.ts';
import { threadsView } from './example/threads-view.ts';
import { plainEvents } from './faults.ts';
import { batchOf, logOf } from './log.ts';
import { openStores, type Databases, type Stores } from './stores.ts';
import { expectedRows, rowsOf } from './view-fold.ts';

/** The same outside world; something happens when the end of the log is read for the nth time. */
const afterLastPage = (deps: ProcessorDeps, nth: number, happens: () => Promise<void>): ProcessorDeps => {
  let ends = 0;
  return {
    ...deps,
    events: {
      ...plainEvents(deps.events),
      readAll: async (options) => {
        const page = await deps.events.readAll(options);
        if (page.length === 0) ends += 1;
        if (page.length === 0 && ends === nth) await happens();
        return page;
      },
    },
  };
};

describe.each<Databases>(['one', 'two'])('rebuilding a view, log and rows in %s database(s)', (databases) => {
  let stores: Stores;
  let company: Company;
  beforeEach(async () => {
    stores = await openStores(databases);
    company = new Company();
  });
  afterEach(() => stores[Symbol.asyncDispose]());

  const append = async (account: string, ...ids: readonly string[]): Promise<void> => {
    const before = (await logOf(stores.deps.events, company.tenantId)).length;
    await company.tell(stores.deps.events, ...ids.map((id) => seen(account, id, 'a')));
    const inputs = (await logOf(stores.deps.events, company.tenantId)).slice(before);
    await new DeciderRunner(threadsDecider, stores.deps).handle(batchOf(inputs));
  };
  const log = () => logOf(stores.deps.events, company.tenantId);

  it('gives the rows that the live view has (E6)', async () => {
    const { deps } = stores;
    const view = new ViewRunner(threadsView, deps);
    await view.start();
    const account = company.account();
    await append(account, 'm1', 'm2', 'm3');
    await view.handle(batchOf(await log()));
    const live = await view.hash();
    expect(live.tables.map(({ rows }) => rows)).toEqual([1, 1]);
    const rebuilt = await view.rebuild();
    expect(rebuilt).toMatchObject({ events: 4, position: await deps.events.head() });
    expect(await view.hash()).toEqual(live);
  });

  it('is done once by several processes that start at the same time (OPS-3)', async () => {
    const { deps } = stores;
    await append(company.account(), 'm1', 'm2', 'm3');
    const views = [1, 2, 3].map(() => new ViewRunner(threadsView, deps));
    await Promise.all(views.map((view) => view.start()));
    expect(views.filter(({ beginAfter }) => beginAfter > 0)).toHaveLength(1);
    expect((await views[0]?.hash())?.tables.map(({ rows }) => rows)).toEqual([1, 1]);
  });

  it('differs in its hash when a row was changed by hand', async () => {
    const view = new ViewRunner(threadsView, stores.deps);
    await view.start();
    await append(company.account(), 'm1');
    await view.handle(batchOf(await log()));
    const live = await view.hash();
    await stores.deps.rows.query('update example_threads.thread set messages = 7');
    expect((await view.hash()).hash).not.toBe(live.hash);
    await view.rebuild();
    expect(await view.hash()).toEqual(live);
  });

  it('has the indexes that readers need, before and after', async () => {
    const { deps } = stores;
    const indexed: View = { ...threadsView, readersIndexes: 'create index by_messages on thread (messages)' };
    const view = new ViewRunner(indexed, deps);
    await view.start();
    const indexes = () =>
      deps.rows.query("select 1 from pg_indexes where schemaname = $1 and indexname = 'by_messages'", [
        threadsView.name,
      ]);
    expect(await indexes()).toHaveLength(1);
    await append(company.account(), 'm1');
    await view.rebuild();
    expect(await indexes()).toHaveLength(1);
  });

  it('looks for the events of a view that has few only once in the log', async () => {
    const { deps } = stores;
    const account = company.account();
    await append(account, 'm1');
    await new ViewRunner(threadsView, deps).start();
    await company.tell(deps.events, seen(account, 'm2', 'a'));
    const head = await deps.events.head();
    const after: number[] = [];
    const events = {
      ...plainEvents(deps.events),
      readAll: (options: ReadAllOptions) => {
        after.push(options.after);
        return deps.events.readAll(options);
      },
    };
    await new ViewRunner(threadsView, { ...deps, events }).rebuild();
    expect(after.filter((position) => position < head)).toEqual([0]);
  });

  it('leaves no gap and no overlap while events arrive (E7)', async () => {
    const { deps } = stores;
    const view = new ViewRunner(threadsView, deps);
    await view.start();
    const account = company.account();
    for (let round = 0; round < 6; round += 1) {
      const rebuilding = view.rebuild();
      await append(account, `r${round}-1`, `r${round}-2`);
      await view.handle(batchOf(await log()));
      await append(account, `r${round}-3`);
      await rebuilding;
      await view.handle(batchOf(await log()));
      expect(await rowsOf(deps.rows, account)).toEqual(expectedRows(await log(), account));
    }
  });

  it('waits for no reader to switch, and drops the old rows only when the last one has finished', async () => {
    const { deps } = stores;
    const view = new ViewRunner(threadsView, deps);
    await view.start();
    await append(company.account(), 'm1');
    const threads = 'select messages from example_threads.thread';
    const rebuilding = await deps.rows.transaction(async (sql) => {
      expect(await sql.query(threads)).toEqual([]);
      const rebuild = view.rebuild();
      await until(async () => (await deps.rows.query(threads)).length === 1, { what: 'the switch' });
      expect(await sql.query('select messages from example_threads_old.thread')).toEqual([]);
      return { rebuild };
    });
    await rebuilding.rebuild;
    expect(await deps.rows.query("select 1 from pg_namespace where nspname = 'example_threads_old'")).toEqual([]);
  });

  it('happens at start when the version was raised, or when the log was there before the view', async () => {
    const { deps } = stores;
    const account = company.account();
    await append(account, 'm1', 'm2');
    const first = new ViewRunner(threadsView, deps);
    await first.start();
    expect(await rowsOf(deps.rows, account)).toEqual(expectedRows(await log(), account));
    const wider: View = {
      ...threadsView,
      version: 2,
      tables: threadsView.tables.replace('messages int not null', 'messages int not null, starred boolean'),
    };
    await new ViewRunner(wider, deps).start();
    expect(await deps.rows.query('select starred from example_threads.thread')).toEqual([{ starred: null }]);
    expect(await rowsOf(deps.rows, account)).toEqual(expectedRows(await log(), account));
    await deps.rows.query('update example_threads.thread set starred = true');
    await new ViewRunner(wider, deps).start();
    expect(await deps.rows.query('select starred from example_threads.thread')).toEqual([{ starred: true }]);
  });

  it('locks the live subscription out while it switches (E7)', async () => {
    const { deps } = stores;
    const live = new ViewRunner(threadsView, deps);
    await live.start();
    const account = company.account();
    await append(account, 'm1');
    const late = async (): Promise<{ done: () => boolean; handling: Promise<void> }> => {
      await append(account, 'm2');
      let done = false;
      const handling = live.handle(batchOf(await log())).then(() => {
        done = true;
      });
      return { done: () => done, handling };
    };
    let handling: Promise<void> | undefined;
    // The log has come to its end for the second time: the new tables are complete and not switched yet.
    const rebuilding = new ViewRunner(
      threadsView,
      afterLastPage(deps, 2, async () => {
        const started = await late();
        handling = started.handling;
        const waiting = 'select 1 from pg_locks where not granted';
        await until(async () => started.done() || (await deps.rows.query(waiting)).length > 0, { what: 'the lock' });
      }),
    );
    await rebuilding.rebuild();
    await handling;
    expect(await rowsOf(deps.rows, account)).toEqual(expectedRows(await log(), account));
  });

  it('is skipped at start when the tables are of this version', async () => {
    const { deps } = stores;
    const view = new ViewRunner(threadsView, deps);
    await view.start();
    await append(company.account(), 'm1');
    await new ViewRunner(threadsView, deps).start();
    expect(await deps.rows.query('select * from example_threads.thread')).toEqual([]);
  });
});

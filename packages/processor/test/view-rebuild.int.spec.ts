import { DeciderRunner } from '../src/decider-runner.ts';
import type { View } from '../src/view.ts';
import { ViewRunner } from '../src/view-runner.ts';
import { Company, seen } from './example/mail.ts';
import { threadsDecider } from './example/threads-rows.ts';
import { threadsView } from './example/threads-view.ts';
import { batchOf, logOf } from './log.ts';
import { openStores, type Databases, type Stores } from './stores.ts';
import { expectedRows, rowsOf } from './view-fold.ts';

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

  it('lets readers of the old rows finish', async () => {
    const { deps } = stores;
    const view = new ViewRunner(threadsView, deps);
    await view.start();
    await append(company.account(), 'm1');
    await deps.rows.transaction(async (sql) => {
      expect(await sql.query('select * from example_threads.thread')).toEqual([]);
      const { promise: read, resolve: haveRead } = Promise.withResolvers<void>();
      const rebuilding = view.rebuild();
      void read.then(() => rebuilding);
      expect(await sql.query('select * from example_threads.seen')).toEqual([]);
      haveRead();
    });
    await view.rebuild();
    expect(await deps.rows.query('select * from example_threads.thread')).toHaveLength(1);
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

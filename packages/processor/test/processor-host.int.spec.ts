import { FeedMessageBus } from '@mailfold/message-bus-feed';
import { keyOf } from '@mailfold/event-store';
import { uuid5 } from '@mailfold/kernel';
import { DeciderRunner } from '../src/decider-runner.ts';
import { ProcessorHost } from '../src/processor-host.ts';
import { ReactorRunner } from '../src/reactor-runner.ts';
import { settled } from '../src/settled.ts';
import { ViewRunner } from '../src/view-runner.ts';
import { Company, seen } from './example/mail.ts';
import { threadsDecider } from './example/threads-rows.ts';
import { threadsView } from './example/threads-view.ts';
import { endOf, logOf } from './log.ts';
import { openStores, type Stores } from './stores.ts';
import { expectedRows, rowsOf } from './view-fold.ts';

describe('processors on the bus of a single process', () => {
  let stores: Stores;
  beforeEach(async () => {
    stores = await openStores('one');
  });
  afterEach(() => stores[Symbol.asyncDispose]());

  const running = async (company: Company) => {
    const { deps } = stores;
    const bus = await FeedMessageBus.create({ events: deps.events, rows: deps.rows });
    const threads = new DeciderRunner(threadsDecider, { ...deps, bus });
    const view = new ViewRunner(threadsView, { ...deps, bus });
    // Each new thread is noted in the same account, once.
    const notes = new ReactorRunner(
      {
        name: 'example.notes',
        handles: ['threads.Started.v1'],
        react: async (key, events) => {
          const commands = events.map(({ id }) => company.command(key, { kind: 'note' }, uuid5(id, 'note')));
          await threads.executeMany(commands);
        },
      },
      { ...deps, bus },
    );
    const host = new ProcessorHost(bus, 'example');
    await host.start([threads, view, notes]);
    const settle = () => settled({ head: () => deps.events.head(), progress: () => host.progress() });
    return { host, view, threads, notes, settle };
  };

  it('settle when everything that follows was decided, folded and reacted to', async () => {
    const { deps } = stores;
    const company = new Company();
    const accounts = [company.account(), company.account()];
    const { host, settle } = await running(company);
    const told = accounts.flatMap((account) => [seen(account, 'm1', 'a'), seen(account, 'm2', 'b')]);
    await company.tell(deps.events, ...told);
    expect(await settle()).toBe(await deps.events.head());
    const log = await logOf(deps.events, company.tenantId);
    for (const account of accounts) {
      expect((await endOf(deps, account)).state.notes).toBe(2);
      expect(await rowsOf(deps.rows, account)).toEqual(expectedRows(log, account));
    }
    await host.stop();
  });

  it('go on after a stop where they were, and do nothing while stopped', async () => {
    const { deps } = stores;
    const company = new Company();
    const account = company.account();
    const before = await running(company);
    await company.tell(deps.events, seen(account, 'm1', 'a'));
    await before.settle();
    await before.host.stop();
    await company.tell(deps.events, seen(account, 'm2', 'b'));
    expect(before.host.progress()).toEqual([]);
    const after = await running(company);
    await after.settle();
    expect((await endOf(deps, account)).state.notes).toBe(2);
    const log = await logOf(deps.events, company.tenantId);
    expect(log.filter((event) => keyOf(event) === account && event.type === 'threads.Noted.v1')).toHaveLength(2);
    await after.host.stop();
  });

  it('make what was written readable by its position', async () => {
    const company = new Company();
    const account = company.account();
    const { host, threads, view } = await running(company);
    const done = await threads.execute(company.command(account, { kind: 'note' }));
    expect(await view.waitFor({ key: done.key, position: done.position, timeoutMs: 10_000 })).toBe(true);
    await host.stop();
  });
});

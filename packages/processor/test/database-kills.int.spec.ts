import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { fixedClock, uuid7 } from '@mailfold/kernel';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { KillableCluster, type ReachableFolder, reachableFolder } from '@mailfold/read-store-postgres/testing';
import { DeciderRunner } from '../src/decider-runner.ts';
import { PROCESSOR_MIGRATIONS } from '../src/migrations.ts';
import type { ProcessorDeps } from '../src/runner.ts';
import { ViewRunner } from '../src/view-runner.ts';
import { Company, muted, seen } from './example/mail.ts';
import { EXAMPLE_MIGRATIONS, threadsDecider } from './example/threads-rows.ts';
import { threadsView } from './example/threads-view.ts';
import { batchOf, endOf, expectedEnd, logOf } from './log.ts';

const KILLS = 3;

// The process lives on and what it has finished is not delivered to it again: it must be on the disk by then.
describe('E1: the database killed at once after a batch was finished', () => {
  let folder: ReachableFolder;
  let cluster: KillableCluster;
  let rows: PostgresReadStore;
  let deps: ProcessorDeps;

  beforeAll(async () => {
    folder = await reachableFolder();
    cluster = await KillableCluster.start(folder.path);
    rows = await PostgresReadStore.connect({ url: cluster.url });
    await migrate(rows, [...PROCESSOR_MIGRATIONS, ...EXAMPLE_MIGRATIONS]);
    const events = await PostgresEventStore.create({ readStore: rows });
    deps = { events, rows, clock: fixedClock('2026-11-02T10:00:00.000Z') };
  });
  afterAll(async () => {
    await deps.events[Symbol.asyncDispose]();
    await rows[Symbol.asyncDispose]();
    await cluster[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  it('a view keeps its rows', async () => {
    const view = new ViewRunner(threadsView, deps);
    await view.start();
    const company = new Company();
    for (let nth = 0; nth < KILLS; nth += 1) {
      const join = uuid7();
      await company.tell(deps.events, seen(company.account(), join, join));
    }
    const decider = new DeciderRunner(threadsDecider, deps);
    await decider.handle(batchOf(await logOf(deps.events, company.tenantId)));
    const mine = (await logOf(deps.events, company.tenantId)).filter(({ type }) => type.startsWith('threads.'));
    for (const event of mine.slice(0, KILLS)) {
      await view.handle(batchOf([event]));
      await cluster.kill();
    }
    const [row] = await rows.query<{ events: number }>('select sum(events)::int as events from example_threads.seen');
    expect(row?.events).toBe(KILLS);
  });

  it('a decider keeps what it only noted', async () => {
    const company = new Company();
    const account = company.account();
    const decider = new DeciderRunner(threadsDecider, deps);
    for (let nth = 0; nth < KILLS; nth += 1) {
      await company.tell(deps.events, muted(account, `x${nth}`));
      const [last] = (await logOf(deps.events, company.tenantId)).slice(-1);
      await decider.handle(batchOf(last === undefined ? [] : [last]));
      await cluster.kill();
    }
    expect(await endOf(deps, account)).toEqual(expectedEnd(await logOf(deps.events, company.tenantId), account));
  });
});

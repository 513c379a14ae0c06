import type { Command } from '../src/decider.ts';
import { DeciderRunner } from '../src/decider-runner.ts';
import { decideCommands } from '../src/deciding.ts';
import { Company, muted, seen } from './example/mail.ts';
import { threadsDecider } from './example/threads-rows.ts';
import { emptyState, threadsRules, type ThreadsCommand } from './example/threads.ts';
import { alwaysOvertaken, Life, mortal, readingOneByOne } from './faults.ts';
import { batchOf, endOf, expectedEnd, logOf } from './log.ts';
import { openStores, type Databases, type Stores } from './stores.ts';

describe.each<Databases>(['one', 'two'])('the state of a decider, log and rows in %s database(s)', (databases) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openStores(databases);
  });
  afterAll(() => stores[Symbol.asyncDispose]());

  const told = async () => {
    const company = new Company();
    const account = company.account();
    const more = [seen(account, 'm3', 'a', 'b'), muted(account, 'x'), seen(account, 'm4', 'x')];
    await company.tell(stores.deps.events, seen(account, 'm1', 'a'), seen(account, 'm2', 'b'), ...more);
    const inputs = await logOf(stores.deps.events, company.tenantId);
    return { company, account, inputs };
  };

  /** What another process does that dies before it has written its rows. */
  const appendOnly = async (command: Command<ThreadsCommand>): Promise<void> => {
    const state = emptyState();
    const events = decideCommands(threadsRules, state, [command], 0).flatMap((answer) => answer.events);
    await stores.deps.events.append({ stream: `threads-${command.key}`, expected: 'exists', events });
  };

  const revisionOf = async (account: string): Promise<number | undefined> => {
    const read = 'select revision from processor.applied where key = $1';
    return (await stores.deps.rows.query<{ revision: number }>(read, [account]))[0]?.revision;
  };

  const dropRows = async (account: string): Promise<void> => {
    await stores.deps.rows.query('delete from example.entry where account = $1', [account]);
    await stores.deps.rows.query('delete from processor.applied where key = $1', [account]);
  };

  it('is folded from its own stream and inputs when its rows and place were dropped', async () => {
    const { account, inputs } = await told();
    await new DeciderRunner(threadsDecider, stores.deps).handle(batchOf(inputs.slice(0, 4)));
    await dropRows(account);
    await new DeciderRunner(threadsDecider, stores.deps).handle(batchOf(inputs.slice(4)));
    expect(await endOf(stores.deps, account)).toEqual(expectedEnd(inputs, account));
  });

  it('is made again by rebuildState, in the order in which it was decided, and nothing is decided again', async () => {
    const { company, account, inputs } = await told();
    const runner = new DeciderRunner(threadsDecider, stores.deps);
    await runner.handle(batchOf(inputs.slice(0, 2)));
    await runner.execute(company.command(account, { kind: 'note' }));
    await runner.handle(batchOf(inputs.slice(2)));
    const before = await endOf(stores.deps, account);
    await stores.deps.rows.query("insert into example.entry values ($1, 'seen', 'never', '')", [account]);
    await runner.rebuildState(account);
    expect(await endOf(stores.deps, account)).toEqual(before);
  });

  it('is made again for every key that has a stream', async () => {
    const all = [await told(), await told()];
    const runner = new DeciderRunner(threadsDecider, stores.deps);
    for (const { inputs } of all) await runner.handle(batchOf(inputs));
    for (const { account } of all) await dropRows(account);
    await runner.rebuildState();
    for (const { account, inputs } of all) {
      expect(await endOf(stores.deps, account)).toEqual(expectedEnd(inputs, account));
    }
  });

  it('is folded again when another writer was faster', async () => {
    const { company, account, inputs } = await told();
    const [slow, fast] = [0, 1].map(() => new DeciderRunner(threadsDecider, stores.deps));
    await slow?.handle(batchOf(inputs.slice(0, 1)));
    await fast?.execute(company.command(account, { kind: 'note' }));
    await slow?.handle(batchOf(inputs.slice(1)));
    const { events, state } = await endOf(stores.deps, account);
    expect(state.notes).toBe(1);
    const decided = events.filter(({ type }) => type !== 'threads.Noted.v1');
    expect(decided).toEqual(expectedEnd(inputs, account).events);
  });

  it('is folded again when its stream was appended to and its rows were not', async () => {
    const { company, account } = await told();
    const warm = new DeciderRunner(threadsDecider, stores.deps);
    await warm.execute(company.command(account, { kind: 'note' }));
    const rename = company.command(account, { kind: 'rename', thread: 't', name: 'Offer' });
    await appendOnly(rename);
    const again = await warm.execute(company.command(account, { kind: 'rename', thread: 't', name: 'Offer' }));
    expect(again.outcome).toEqual({ changed: false, notes: 1 });
  });

  it('is folded to the end before anything is decided, when somebody left it in the middle', async () => {
    const { company, account } = await told();
    const rename = (name: string) => company.command(account, { kind: 'rename', thread: 't', name });
    const warm = new DeciderRunner(threadsDecider, stores.deps);
    await warm.execute(company.command(account, { kind: 'note' }));
    for (const name of ['first', 'second']) await appendOnly(rename(name));
    for (let points = 1; (await revisionOf(account)) !== 1; points += 1) {
      const dying = new DeciderRunner(threadsDecider, mortal(readingOneByOne(stores.deps), new Life(points)));
      await expect(dying.execute(rename('third'))).rejects.toMatchObject({ code: 'test/killed' });
    }
    expect((await warm.execute(rename('first'))).outcome.changed).toBe(true);
  });

  it('gives up after a bounded number of conflicts with an error that the bus may repeat', async () => {
    const { account, inputs } = await told();
    const jammed = alwaysOvertaken(stores.deps);
    await expect(new DeciderRunner(threadsDecider, jammed).handle(batchOf(inputs))).rejects.toMatchObject({
      code: 'processor/contended',
      retry: 'backoff',
    });
    expect((await endOf(stores.deps, account)).events).toEqual([]);
  });
});

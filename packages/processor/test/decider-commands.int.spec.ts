import { DeciderRunner, type Executed } from '../src/decider-runner.ts';
import { Company, muted, seen } from './example/mail.ts';
import { threadsDecider } from './example/threads-rows.ts';
import type { ThreadsCommand, ThreadsOutcome } from './example/threads.ts';
import { Life, mortal } from './faults.ts';
import { batchOf, endOf, logOf } from './log.ts';
import { openStores, type Databases, type Stores } from './stores.ts';

const NOTE = { kind: 'note' } as const;
const RENAME = { kind: 'rename', thread: 't-m1', name: 'Offer' } as const;

describe.each<Databases>(['one', 'two'])('commands, log and rows in %s database(s)', (databases) => {
  let stores: Stores;
  const runner = () => new DeciderRunner(threadsDecider, stores.deps);
  beforeAll(async () => {
    stores = await openStores(databases);
  });
  afterAll(() => stores[Symbol.asyncDispose]());

  it('gives the outcome, the revision and the position of what it appended', async () => {
    const company = new Company();
    const account = company.account();
    const done = await runner().execute(company.command(account, RENAME));
    const [event] = await stores.deps.events.readStream(`threads-${account}`);
    expect(done).toMatchObject({ key: account, outcome: { changed: true }, revision: 0, repeated: false });
    expect(done.position).toBe(event?.position);
    expect(done.events).toEqual([expect.objectContaining({ id: event?.id, type: 'threads.Renamed.v1' })]);
  });

  it('answers a repeated id with the outcome and place of the first time and appends nothing', async () => {
    const company = new Company();
    const account = company.account();
    const command = company.command(account, NOTE);
    const first = await runner().execute(command);
    await runner().execute(company.command(account, NOTE));
    const again = await runner().execute(command);
    expect(again).toEqual({ ...first, events: [], repeated: true });
    expect((await endOf(stores.deps, account)).events).toHaveLength(2);
  });

  it('answers a command that finds it already so with the place of the last event', async () => {
    const company = new Company();
    const account = company.account();
    const first = await runner().execute(company.command(account, RENAME));
    const second = await runner().execute(company.command(account, RENAME));
    expect(second).toMatchObject({ outcome: { changed: false }, revision: 0, position: first.position, events: [] });
  });

  it('answers position 0 where nothing was ever appended', async () => {
    const company = new Company();
    const done = await runner().executeMany([]);
    expect(done).toEqual([]);
    const account = company.account();
    const runnerOfOne = runner();
    await runnerOfOne.execute(company.command(account, RENAME));
    const none = await new DeciderRunner(
      {
        ...threadsDecider,
        context: 'nothing',
        name: 'example.nothing',
        decide: () => ({ facts: [], outcome: { changed: false, notes: 0 } }),
      },
      stores.deps,
    ).execute(company.command(account, NOTE));
    expect(none).toMatchObject({ revision: -1, position: 0 });
  });

  it('refuses what is told under an older lease, whichever process it is told to, and appends nothing of it (S27)', async () => {
    const company = new Company();
    const account = company.account();
    const under = (fence: number, body: ThreadsCommand = NOTE) => ({ ...company.command(account, body), fence });
    const [before, after] = [runner(), runner()];
    await before.execute(under(7));
    await after.execute(under(8));
    await expect(before.execute(under(7))).rejects.toMatchObject({ code: 'processor/fenced', retry: 'never' });
    await expect(after.execute(under(7, RENAME))).rejects.toMatchObject({ code: 'processor/fenced' });
    await after.execute(under(8));
    // Of a person, who holds no lease.
    await before.execute(company.command(account, RENAME));
    expect((await endOf(stores.deps, account)).events).toHaveLength(4);
  });

  it('does many commands on many keys, each on what the one before it left, in the order asked', async () => {
    const company = new Company();
    const [one, two] = [company.account(), company.account()];
    const asked = [one, two, one, one, two].map((account) => company.command(account, NOTE));
    const done = await runner().executeMany(asked);
    expect(done.map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
    expect(done.map(({ outcome }) => outcome.notes)).toEqual([1, 1, 2, 3, 2]);
  });

  it('does an id once that comes twice in one call', async () => {
    const company = new Company();
    const command = company.command(company.account(), NOTE);
    const done = await runner().executeMany([command, command]);
    expect(done.map(({ outcome }) => outcome.notes)).toEqual([1, 1]);
    expect((await endOf(stores.deps, command.key)).events).toHaveLength(1);
  });

  it('keeps no row for a command that says so', async () => {
    const company = new Company();
    const command = { ...company.command(company.account(), RENAME), remember: false };
    await runner().execute(command);
    const again = await runner().execute(command);
    expect(again).toMatchObject({ outcome: { changed: false }, repeated: false });
    expect(await stores.deps.rows.query('select id from processor.command where id = $1', [command.id])).toEqual([]);
  });

  it('does each command once when twins get all of them at the same time', async () => {
    const company = new Company();
    const account = company.account();
    const asked = Array.from({ length: 12 }, () => company.command(account, NOTE));
    const twins = [runner(), runner()];
    const done = await Promise.all(twins.flatMap((twin) => asked.map((command) => twin.execute(command))));
    expect((await endOf(stores.deps, account)).events).toHaveLength(asked.length);
    const notesOf = (half: readonly Executed<ThreadsOutcome>[]) => half.map(({ outcome }) => outcome.notes);
    expect(notesOf(done.slice(12))).toEqual(notesOf(done.slice(0, 12)));
  });

  it('lets a command see the inputs before it, and says in its event how far they were decided', async () => {
    const company = new Company();
    const account = company.account();
    await company.tell(stores.deps.events, seen(account, 'm1', 'a'), muted(account, 'x'));
    const inputs = await logOf(stores.deps.events, company.tenantId);
    const it = runner();
    await it.handle(batchOf(inputs));
    const done = await it.execute(company.command(account, NOTE));
    expect(done.events[0]?.meta.inputPosition).toBe(inputs.at(-1)?.position);
  });

  it('rejects with what the rules threw, and has changed nothing', async () => {
    const company = new Company();
    const account = company.account();
    const broken = new DeciderRunner(
      {
        ...threadsDecider,
        decide: () => {
          throw new RangeError('a bug');
        },
      },
      stores.deps,
    );
    await expect(broken.execute(company.command(account, NOTE))).rejects.toThrow('a bug');
    expect((await endOf(stores.deps, account)).events).toEqual([]);
  });
});

describe.each<Databases>(['one', 'two'])('a killed command, log and rows in %s database(s)', (databases) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await openStores(databases);
  });
  afterAll(() => stores[Symbol.asyncDispose]());

  it('is done once when it is repeated after a kill at any await point', async () => {
    const company = new Company();
    const command = () => company.command(company.account(), RENAME);
    const whole = new Life();
    await new DeciderRunner(threadsDecider, mortal(stores.deps, whole)).execute(command());
    expect(whole.points).toBeGreaterThan(10);
    for (let point = 1; point <= whole.points; point += 1) {
      const killed = command();
      const dying = new DeciderRunner(threadsDecider, mortal(stores.deps, new Life(point)));
      await expect(dying.execute(killed)).rejects.toMatchObject({ code: 'test/killed' });
      await new DeciderRunner(threadsDecider, stores.deps).execute(killed);
      expect((await endOf(stores.deps, killed.key)).events).toHaveLength(1);
    }
  });
});

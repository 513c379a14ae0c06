import { type FreshDatabase, freshDatabase, until } from '@mailfold/dev-env';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { silentLogger } from '@mailfold/telemetry';
import { type Fence, PostgresLeases, type Share, type Wanted } from '../src/index.ts';

/** What each process does, and never two of them at once. */
class Ledger {
  readonly working = new Map<string, string>();
  readonly begun: string[] = [];
  readonly told: string[] = [];
  /** Of each resource, as it was begun. */
  readonly fences = new Map<string, Fence[]>();
  /** How often somebody began what another one still did. */
  overlaps = 0;
}

const ACCOUNTS = ['a', 'b', 'c', 'd'];

describe('leases in PostgreSQL, of several processes (OPS-3)', () => {
  let database: FreshDatabase;
  let stack: AsyncDisposableStack;
  let wanted: Wanted[];
  let ledger: Ledger;
  let now: Date;

  beforeEach(async () => {
    stack = new AsyncDisposableStack();
    database = stack.adopt(await freshDatabase(), (one) => one.drop());
    wanted = ACCOUNTS.map((resource) => ({ resource }));
    ledger = new Ledger();
    now = new Date('2026-01-01T00:00:00Z');
  });
  afterEach(async () => {
    await stack.disposeAsync();
  });

  /** A process with connections of its own. */
  const join = async (name: string): Promise<{ share: Share; rows: PostgresReadStore }> => {
    const rows = stack.use(await PostgresReadStore.connect({ url: database.url, maxConnections: 3, patienceMs: 300 }));
    const leases = await PostgresLeases.create({ rows, log: silentLogger, ttlMs: 1_000, clock: { now: () => now } });
    const share = await leases.share({
      pool: 'test',
      wanted: () => Promise.resolve(wanted),
      begin: ({ resource, version }, fence) => {
        ledger.fences.set(resource, [...(ledger.fences.get(resource) ?? []), fence]);
        if (ledger.working.has(resource)) ledger.overlaps += 1;
        ledger.working.set(resource, name);
        ledger.begun.push(`${name} ${resource} ${version ?? 0}`);
        return Promise.resolve({
          stop: () => {
            ledger.working.delete(resource);
            return Promise.resolve();
          },
          told: (word) => ledger.told.push(`${name} ${resource} ${word}`),
        });
      },
    });
    return { share, rows };
  };

  const heldBy = (name: string): number => [...ledger.working.values()].filter((one) => one === name).length;
  const evenly = (one: string, other: string): Promise<unknown> =>
    until(() => heldBy(one) === 2 && heldBy(other) === 2, { within: 5_000, what: 'each having two of four' });

  it('gives everything to the only one, and a part to who joins, one holder at a time', async () => {
    const first = await join('first');
    expect(heldBy('first')).toBe(4);
    const second = await join('second');
    await evenly('first', 'second');
    expect(ledger.overlaps).toBe(0);
    await second.share.stop();
    await first.share.stop();
  });

  it('gives everything back when the other one stops', async () => {
    const first = await join('first');
    const second = await join('second');
    await evenly('first', 'second');
    await first.share.stop();
    await until(() => heldBy('second') === 4, { within: 5_000, what: 'the second having all' });
    expect(ledger.overlaps).toBe(0);
    await second.share.stop();
  });

  it('takes over from one that died without a word only when its time is over', async () => {
    const first = await join('first');
    const second = await join('second');
    await evenly('first', 'second');
    // As a SIGKILL does: nothing is released, no sign of life comes any more.
    await first.rows[Symbol.asyncDispose]();
    await second.share.look();
    expect(heldBy('second')).toBe(2);
    await until(() => heldBy('first') === 0, { within: 5_000, what: 'the work of the first ending by itself' });
    now = new Date(now.getTime() + 1_001);
    await until(() => heldBy('second') === 4, { within: 5_000, what: 'the second having all' });
    expect(ledger.overlaps).toBe(0);
    await second.share.stop();
  });

  it('numbers the leases: whoever has a resource next has a higher number than the one before (S27)', async () => {
    const first = await join('first');
    await first.rows[Symbol.asyncDispose]();
    await until(() => heldBy('first') === 0, { within: 5_000, what: 'the work of the first ending by itself' });
    now = new Date(now.getTime() + 1_001);
    const second = await join('second');
    for (const account of ACCOUNTS) {
      const [before = 0, after = 0] = ledger.fences.get(account) ?? [];
      expect(before).toBeGreaterThan(0);
      expect(after).toBeGreaterThan(before);
    }
    await second.share.stop();
  });

  it('begins anew what has changed, wherever it is held, once', async () => {
    const first = await join('first');
    const second = await join('second');
    await evenly('first', 'second');
    const before = ledger.begun.length;
    wanted = wanted.map((one) => ({ ...one, version: 7 }));
    // Whoever hears of it need not hold it.
    await first.share.look();
    await until(() => ledger.begun.length >= before + 4, { within: 2_000, what: 'all four beginning anew' });
    await second.share.look();
    expect(
      ledger.begun
        .slice(before)
        .map((one) => one.split(' ').slice(1).join(' '))
        .toSorted(),
    ).toEqual(ACCOUNTS.map((account) => `${account} 7`));
    expect(ledger.overlaps).toBe(0);
    await Promise.all([first.share.stop(), second.share.stop()]);
  });

  it('ends what is not wanted any more, and tells the holder a word for it', async () => {
    const first = await join('first');
    const second = await join('second');
    await evenly('first', 'second');
    const [theirs] = second.share.resources;
    await first.share.tell(theirs ?? '', 'wake');
    await until(() => ledger.told.includes(`second ${theirs} wake`), { within: 2_000, what: 'the holder being told' });
    expect(ledger.told).toEqual([`second ${theirs} wake`]);
    wanted = [];
    await second.share.look();
    await until(() => ledger.working.size === 0, { within: 2_000, what: 'all work ending' });
    await Promise.all([first.share.stop(), second.share.stop()]);
  });
});

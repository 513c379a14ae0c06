import type { CapabilityChoice } from '@mailfold/imap-server';
import { until } from '@mailfold/dev-env';
import { mail } from './mails.ts';
import { World } from './world.ts';

const MANY = 100_000;
/** The start: none of them is stored. */
const BEFORE = new Date('2025-01-01T00:00:00Z');

/** An archive of so many messages, all in the ledger, and an engine at rest. */
const largeArchive = async (count: number, capabilities: CapabilityChoice = {}): Promise<World> => {
  const world = await World.open({ server: { capabilities }, roundMs: 400 });
  const raw = mail('one of many');
  await world.mailbox.deliverMany(
    'Archive',
    Array.from({ length: count }, () => ({ raw, internalDate: BEFORE })),
  );
  await world.synced({ start: { kind: 'now' } });
  await world.rows.query('delete from ingest.skip');
  await world.rows.query(
    `insert into ingest.place (account, folder, epoch, uid, status, message)
     select account, folder, epoch, uid, 'stored', gen_random_uuid() from ingest.folder, generate_series(1, $1) uid where path = 'Archive'`,
    [count],
  );
  await world.rows.query('analyze ingest.place');
  return world;
};

const ARRIVED = 'select 1 from ingest.place join ingest.folder using (account, folder, epoch) where uid = $1';

/** What one new mail costs: commands and bytes between its arrival and its line in the ledger. */
const costOfOne = async (world: World, count: number) => {
  const bytes = () => world.sessions.reduce((sum, session) => sum + session.received, 0);
  const before = bytes();
  world.asked.length = 0;
  await world.mailbox.deliver('Archive', mail('the new one'));
  await until(async () => (await world.rows.query(ARRIVED, [count + 1])).length > 0, { every: 50 });
  const commands = world.asked.filter(({ folder, text }) => folder === 'Archive' || text.includes('Archive'));
  return {
    commands: commands.map(({ command }) => command),
    bytes: bytes() - before,
  };
};

/** Rows of the ledger that PostgreSQL has read; it tells a moment late. */
const rowsRead = async (world: World): Promise<number> => {
  let last = -1;
  return until(
    async () => {
      const [row] = await world.rows.query<{ n: number }>(
        "select coalesce(sum(idx_tup_fetch + seq_tup_read), 0)::int + 1 as n from pg_stat_user_tables where relname in ('place', 'skip', 'message')",
      );
      const isStill = row?.n === last;
      last = row?.n ?? 0;
      return isStill ? last : undefined;
    },
    { every: 2_500, within: 30_000, what: 'statistics that hold still' },
  );
};

describe('one new mail in a folder of 100,000 (S24)', () => {
  it('costs few commands and bytes with QRESYNC, and our own work is that of a small folder', async () => {
    await using world = await largeArchive(MANY);
    const before = await rowsRead(world);
    const { commands, bytes } = await costOfOne(world, MANY);
    const rows = (await rowsRead(world)) - before;

    const looks = new Set(['NOOP', 'LIST']);
    expect(commands.filter((command) => !looks.has(command))).toEqual([
      'SELECT',
      'UID FETCH',
      'UID SEARCH',
      'UID FETCH',
    ]);
    expect(commands.length).toBeLessThanOrEqual(10);
    expect(bytes).toBeLessThan(20_000);
    expect(rows).toBeLessThan(1_000);
  });

  it('costs no more with CONDSTORE alone, as the count says that nothing has gone (S5)', async () => {
    await using world = await largeArchive(MANY, { QRESYNC: false });
    const { commands, bytes } = await costOfOne(world, MANY);

    expect(commands.length).toBeLessThanOrEqual(10);
    expect(bytes).toBeLessThan(20_000);
  });

  it('costs UIDs and flags of all with neither, 6 MB at most (S5)', async () => {
    await using world = await largeArchive(MANY, { CONDSTORE: false, ESEARCH: false });
    const { bytes } = await costOfOne(world, MANY);

    expect(bytes).toBeLessThan(6_000_000);
  });
});

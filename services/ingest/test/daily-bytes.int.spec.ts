import { freshDatabase, until } from '@mailfold/dev-env';
import { randomUUID } from 'node:crypto';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { migrations } from '../src/application/migrations.ts';
import { DailyBytes } from '../src/sync/daily-bytes.ts';

describe("a provider's daily bytes", () => {
  it('are counted across processes; history rests when its part is used, until the day is over', async () => {
    await using stack = new AsyncDisposableStack();
    const database = stack.adopt(await freshDatabase(), (one) => one.drop());
    const rows = stack.use(await PostgresReadStore.connect({ url: database.url }));
    await migrate(rows, migrations);
    const accountId = randomUUID();
    const time = { now: new Date('2026-11-26T23:59:59.900Z') };
    const clock = { now: () => time.now };
    const process = () => new DailyBytes({ rows, accountId, clock, budget: 1_000 });
    const first = process();
    first.spent(700);
    await first.leftForHistory(AbortSignal.timeout(5_000));
    const second = process();
    second.spent(150);
    let isLeft = false;
    const waiting = second.leftForHistory(AbortSignal.timeout(20_000)).then(() => (isLeft = true));
    const held = await until(async () => {
      const [row] = await rows.query<{ bytes: number; until: string | null }>(
        'select bytes, held_until as until from ingest.traffic where held_until is not null',
      );
      return row;
    });

    expect([held.bytes, new Date(held.until ?? 0).toISOString(), isLeft]).toEqual([
      850,
      '2026-11-27T00:00:00.000Z',
      false,
    ]);
    time.now = new Date('2026-11-27T00:00:00.100Z');
    await waiting;
    expect(await rows.query('select bytes, held_until from ingest.traffic')).toEqual([{ bytes: 0, held_until: null }]);
  });
});

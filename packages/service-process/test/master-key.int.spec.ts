import { freshDatabase, type FreshDatabase } from '@mailfold/dev-env';
import { uuid7 } from '@mailfold/kernel';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { keyRingFrom, openVault } from '@mailfold/secrets';
import { runProcess } from './run-process.ts';

const key = (n: number): string => Buffer.alloc(32, n).toString('base64');

describe('a service that logs in to mail accounts, as a process', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    await using rows = await PostgresReadStore.connect({ url: database.url });
    const { vault } = await openVault(rows, await keyRingFrom({ MAILFOLD_MASTER_KEY: key(1) }));
    await vault.put(uuid7(), { password: 'hunter2' });
  });
  afterAll(() => database.drop());

  const start = (env: Readonly<Record<string, string>>) =>
    runProcess([], { MAILFOLD_ROWS_URL: database.url, MAILFOLD_KAFKA_BROKERS: '127.0.0.1:1', ...env });

  it('does not start without a master key (X22)', async () => {
    const { code, err } = await start({});
    expect([code, err]).toEqual([1, expect.stringContaining('MAILFOLD_MASTER_KEY: is needed, or MAILFOLD_KMS_KEY')]);
  });

  it('does not start with a key that opens nothing of what is there, and names the one that would (X22)', async () => {
    const { code, err } = await start({ MAILFOLD_MASTER_KEY: key(2) });
    expect(code).toBe(1);
    expect(err).toMatch(/1 under [0-9a-f]{8}\..* MAILFOLD_MASTER_KEY_PREVIOUS, and run `mailfold secrets rotate`/);
    expect(err).not.toContain(key(2));
  });

  it('gets beyond its keys with the right one, also as the previous one', async () => {
    const { err } = await start({ MAILFOLD_MASTER_KEY: key(2), MAILFOLD_MASTER_KEY_PREVIOUS: key(1) });
    expect(err).not.toContain('master key');
  });
});

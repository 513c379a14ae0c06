import { existsSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { uuid7 } from '@mailfold/kernel';
import { EmbeddedCluster, PostgresReadStore } from '@mailfold/read-store-postgres';
import { keyRingFrom, MasterKey, openVault } from '@mailfold/secrets';

const MAIN = resolve(import.meta.dirname, '../src/main.ts');
const PATIENCE_MS = 60_000;

describe('the master key of mailfold up', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailfold-up-key-'));
    // As root PostgreSQL runs as an account of its own, which passes through here.
    await chmod(folder, 0o711);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const up = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    new Promise<{ readonly code: number; readonly err: string }>((done) => {
      const argv = [MAIN, '--data', folder, '--port', '0', '--no-demo', '--until-settled', ...args];
      const child = execFile(process.execPath, argv, { env, timeout: PATIENCE_MS }, (_error, _out, err) =>
        done({ code: child.exitCode ?? -1, err }),
      );
    });

  it.each([
    ['in production', [], { NODE_ENV: 'production' }],
    ['where others reach it', ['--host', '0.0.0.0'], {}],
  ] as const)('is not made up %s: it refuses to start, and makes nothing (X22)', async (_where, args, env) => {
    const { code, err } = await up(args, env);
    expect([code, err]).toEqual([1, expect.stringMatching(/No master key is given[^]*MAILFOLD_MASTER_KEY_FILE=/)]);
    expect(existsSync(join(folder, 'postgres'))).toBe(false);
  });

  it(
    'is taken from its file in production',
    async () => {
      const file = join(folder, 'own.key');
      await writeFile(file, `${Buffer.alloc(32, 1).toString('base64')}\n`);
      expect(await up([], { NODE_ENV: 'production', MAILFOLD_MASTER_KEY_FILE: file })).toEqual({
        code: 0,
        err: expect.stringContaining('API ready'),
      });
      expect(existsSync(join(folder, 'master.key'))).toBe(false);
    },
    PATIENCE_MS,
  );

  it(
    'that is gone, or another one, is said at the start, and none is made in its place (X22)',
    async () => {
      expect(await up([])).toEqual({ code: 0, err: expect.stringContaining('API ready') });
      const file = join(folder, 'master.key');
      const key = await readFile(file, 'utf8');
      await storeLogin(folder);
      await rm(file);
      expect(await up([])).toMatchObject({ code: 1, err: expect.stringContaining('Put the file back from its copy') });
      expect(existsSync(file)).toBe(false);
      await MasterKey.fromFile(file);
      expect(await up([])).toMatchObject({ code: 1, err: expect.stringMatching(/1 under [0-9a-f]{8}/) });
      await writeFile(`${file}.previous`, key, { mode: 0o600 });
      expect(await up([])).toEqual({ code: 0, err: expect.stringContaining('API ready') });
    },
    4 * PATIENCE_MS,
  );
});

const storeLogin = async (folder: string): Promise<void> => {
  await using cluster = await EmbeddedCluster.start({ dataDir: join(folder, 'postgres'), log: () => undefined });
  await using rows = await PostgresReadStore.connect({ url: cluster.socketUrl });
  const { vault } = await openVault(
    rows,
    await keyRingFrom({}, [await MasterKey.fromFile(join(folder, 'master.key'))]),
  );
  await vault.put(uuid7(), { password: 'hunter2' });
};

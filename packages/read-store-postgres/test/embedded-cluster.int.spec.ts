import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { EmbeddedCluster, type EmbeddedClusterOptions } from '../src/embedded/embedded-cluster.ts';
import { PostgresReadStore } from '../src/postgres-read-store.ts';
import { KillableCluster } from '../src/testing/killable-cluster.ts';
import { reachableFolder } from '../src/testing/reachable-folder.ts';

/** Runs `crashing-owner.ts` over the folder and kills it: its server stays behind. */
async function crash(dataDir: string): Promise<number> {
  const owner = spawn(process.execPath, [join(import.meta.dirname, 'crashing-owner.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [told] = await once(owner.stdout, 'data');
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  return Number(String(told));
}

const kept = async (url: string): Promise<object[]> => {
  await using store = await PostgresReadStore.connect({ url });
  return await store.query('select id from kept');
};

describe('the embedded cluster', () => {
  // One folder for most facts: making one takes a second or more, starting over it does not.
  let folder: Awaited<ReturnType<typeof reachableFolder>>;
  const start = (options: Partial<EmbeddedClusterOptions> = {}): Promise<EmbeddedCluster> =>
    EmbeddedCluster.start({ dataDir: folder.path, ...options });

  beforeAll(async () => {
    folder = await reachableFolder();
    // As a run that was killed while it made the data folder leaves it.
    await mkdir(join(folder.path, 'postgres.new', 'base'), { recursive: true });
    await (await start()).stop();
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  it('stops the server that a killed process left, and keeps its data', async () => {
    const left = await crash(folder.path);
    const lines: string[] = [];
    await using cluster = await start({ log: (line) => lines.push(line) });
    expect(cluster.pid).not.toBe(left);
    expect(lines).toEqual([expect.stringContaining(`process ${left}`)]);
    expect(await kept(cluster.url)).toEqual([{ id: 1 }]);
  });

  it('keeps what was committed over a stop and a start', async () => {
    const database = 'kept';
    const first = await start({ database });
    const store = await PostgresReadStore.connect({ url: first.url });
    await store.transaction((sql) => sql.script('create table kept (id int); insert into kept values (7)'));
    await store[Symbol.asyncDispose]();
    await first.stop();
    await using second = await start({ database });
    expect(await kept(second.url)).toEqual([{ id: 7 }]);
  });

  it('listens on loopback only, and orders text by code points', async () => {
    await using cluster = await start();
    await using store = await PostgresReadStore.connect({ url: cluster.url });
    const [settings] = await store.query(
      "select current_setting('listen_addresses') as addresses, 'Z' < 'a' as bytewise, lower('ÄЯ') as lowered",
    );
    expect(settings).toEqual({ addresses: '127.0.0.1', bytewise: true, lowered: 'äя' });
  });

  it('keeps its password where only its owner can read it', async () => {
    await using cluster = await start();
    const file = join(folder.path, 'postgres.password');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(cluster.url).toContain(await readFile(file, 'utf8'));
  });

  it('refuses a second process over the same folder, which names the folder', async () => {
    await using _first = await start();
    await expect(start()).rejects.toMatchObject({
      code: 'read-store/cluster-in-use',
      message: expect.stringContaining(folder.path),
    });
  });

  it('starts again by itself when it is killed, and says so', async () => {
    await using cluster = await KillableCluster.start(folder.path);
    await using store = await PostgresReadStore.connect({ url: cluster.url });
    await cluster.kill();
    expect(cluster.lines.at(0)).toContain('ended by itself (SIGKILL); starting it again');
    expect(await store.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('counts as away while its socket is not there, as for a moment when it starts again', async () => {
    await using cluster = await start();
    const socket = join(folder.path, 'postgres', `.s.PGSQL.${new URL(cluster.url).port}`);
    await rename(socket, `${socket}.away`);
    const connecting = PostgresReadStore.connect({ url: cluster.socketUrl, patienceMs: 0 });
    await expect(connecting).rejects.toMatchObject({ code: 'read-store/unavailable', retry: 'backoff' });
    await rename(`${socket}.away`, socket);
    await using store = await PostgresReadStore.connect({ url: cluster.socketUrl });
    expect(await store.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('takes no account of a process file whose process is another program', async () => {
    await writeFile(join(folder.path, 'postgres', 'postmaster.pid'), `${process.pid}\n\n0\n5432\n`);
    await using cluster = await start();
    expect(cluster.pid).not.toBe(process.pid);
  });

  it('says so when the password beside the data is missing', async () => {
    const file = join(folder.path, 'postgres.password');
    await rename(file, `${file}.away`);
    const outcome = await start().catch((thrown: unknown) => thrown);
    await rename(`${file}.away`, file);
    expect(outcome).toMatchObject({ code: 'read-store/cluster-password' });
  });

  it('shows the end of the server log when the server does not start', async () => {
    const file = join(folder.path, 'postgres', 'PG_VERSION');
    const version = await readFile(file, 'utf8');
    await writeFile(file, '9.6\n');
    const outcome = await start().catch((thrown: unknown) => thrown);
    await writeFile(file, version);
    expect(outcome).toMatchObject({
      code: 'read-store/cluster-failed',
      message: expect.stringContaining('incompatible'),
    });
  });

  it('refuses a wrong password at once', async () => {
    await using cluster = await start();
    const url = new URL(cluster.url);
    url.password = 'wrong';
    await expect(PostgresReadStore.connect({ url: url.href })).rejects.toMatchObject({ code: 'read-store/refused' });
  });
});

describe('a folder that keeps the server out, where it runs as another account', () => {
  it('is named, with what to do', async () => {
    await using folder = await reachableFolder();
    const closed = join(folder.path, 'closed');
    await mkdir(closed);
    await chmod(closed, 0o700);
    const started = await EmbeddedCluster.start({ dataDir: join(closed, 'data') }).then(
      (cluster) => cluster.stop().then(() => 'it started'),
      (thrown: unknown) => String(thrown),
    );
    expect(started).toContain(userInfo().uid === 0 ? `chmod o+x ${closed}` : 'it started');
  });
});

describe('a server that nobody runs', () => {
  it('is unavailable when it does not answer for longer than the patience', async () => {
    const connecting = PostgresReadStore.connect({ url: 'postgres://a:b@127.0.0.1:1/c', patienceMs: 0 });
    await expect(connecting).rejects.toMatchObject({ code: 'read-store/unavailable', retry: 'backoff' });
  });
});

import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedCluster } from '../src/embedded/embedded-cluster.ts';
import { ClusterFolder } from '../src/embedded/cluster-folder.ts';
import { findBinaries } from '../src/embedded/binaries.ts';
import { serverAccount } from '../src/embedded/account.ts';
import { bootOfMachine, settle } from '../src/embedded/settling.ts';
import { PostgresReadStore } from '../src/postgres-read-store.ts';
import { reachableFolder } from '../src/testing/reachable-folder.ts';

const tables = async (url: string): Promise<readonly object[]> => {
  await using store = await PostgresReadStore.connect({ url });
  return await store.query("select tablename from pg_tables where schemaname = 'public'");
};

const writeTable = async ({ url }: EmbeddedCluster): Promise<void> => {
  await using store = await PostgresReadStore.connect({ url });
  await store.transaction((sql) => sql.script('create table kept (id int)'));
};

// Where the system does not tell one run of the machine from another, the first start waits for the disk.
const told = (await bootOfMachine()) !== undefined;

describe('a new data folder that may not be on the disk yet', () => {
  let folder: Awaited<ReturnType<typeof reachableFolder>>;
  const marker = (): string => join(folder.path, 'postgres.unsettled');
  const start = (lines: string[] = []): Promise<EmbeddedCluster> =>
    EmbeddedCluster.start({ dataDir: folder.path, log: (line) => lines.push(line) });

  beforeEach(async () => {
    folder = await reachableFolder();
    await using cluster = await start();
    await writeTable(cluster);
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  it('is kept while the machine runs, however its process ended', async () => {
    await using cluster = await start();
    expect(await tables(cluster.url)).toEqual([{ tablename: 'kept' }]);
    expect(await readFile(marker(), 'utf8').catch(() => undefined)).toBe(told ? await bootOfMachine() : undefined);
  });

  it('is made anew when the machine stopped meanwhile, and says so', async () => {
    await writeFile(marker(), 'an earlier run of the machine');
    const lines: string[] = [];
    await using cluster = await start(lines);
    expect(await tables(cluster.url)).toEqual([]);
    expect(lines).toEqual([expect.stringMatching(/^the machine stopped before the new database was on the disk/)]);
  });

  it('is kept for good once it was brought to the disk, beside the server that runs', async () => {
    await using cluster = await start();
    await settle(
      new ClusterFolder(folder.path),
      await findBinaries(),
      await serverAccount(),
      AbortSignal.timeout(60_000),
    );
    await expect(stat(marker())).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await tables(cluster.url)).toEqual([{ tablename: 'kept' }]);
  });
});

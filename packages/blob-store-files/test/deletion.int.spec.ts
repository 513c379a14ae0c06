import { fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilesBlobStore } from '@mailfold/blob-store-files';
import { until } from '@mailfold/dev-env';

const ANNE = '0198c5a0-0000-7000-8000-000000000001';
const BLOB = 40_000;
const blobs = (count: number, from = 0): Buffer[] =>
  Array.from({ length: count }, (_, nth) => Buffer.alloc(BLOB, from + nth + 1));

describe('blobs that are deleted', () => {
  let folder: string;
  let store: FilesBlobStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailfold-blobs-'));
    store = new FilesBlobStore({ folder, rollBytes: 10 * BLOB });
  });
  afterEach(async () => {
    await store[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const names = async (): Promise<readonly string[]> => (await readdir(join(folder, ANNE))).toSorted();
  const packs = async (): Promise<readonly string[]> => (await names()).filter((name) => name.endsWith('.pack'));
  /** Of the disk, in bytes. */
  const taken = async (): Promise<number> => {
    const stats = await Promise.all((await packs()).map((name) => stat(join(folder, ANNE, name))));
    return stats.reduce((sum, { blocks }) => sum + blocks * 512, 0);
  };

  it('leave no byte on the disk, at once', async () => {
    const [ref = ''] = await store.put(ANNE, [Buffer.from('a secret'), ...blobs(5)]);
    await store.delete(ANNE, [ref]);
    const [pack = ''] = await packs();
    expect((await readFile(join(folder, ANNE, pack))).includes('a secret')).toBe(false);
  });

  it('give back their room once they are half of a pack, and references to the rest hold', async () => {
    const all = blobs(10);
    const refs = await store.put(ANNE, all);
    await store.delete(ANNE, refs.slice(0, 3));
    expect(await taken()).toBeGreaterThan(9 * BLOB);
    await store.delete(ANNE, refs.slice(3, 8));
    expect(await taken()).toBeLessThan(3 * BLOB);
    expect(await store.getMany(refs.slice(8))).toEqual(all.slice(8));
    await expect(store.get(refs[0] ?? '')).rejects.toMatchObject({ code: 'blob-store/not-found' });
  });

  it('are put behind by more, in the pack whose room was given back', async () => {
    const refs = await store.put(ANNE, blobs(6));
    await store.delete(ANNE, refs.slice(0, 5));
    const [more = ''] = await store.put(ANNE, [Buffer.from('more')]);
    expect(await packs()).toHaveLength(1);
    expect(String(await store.get(more))).toBe('more');
    expect(await store.getMany(refs.slice(5))).toEqual(blobs(1, 5));
  });

  it('take their pack with them when nothing else is in it', async () => {
    const refs = await store.put(ANNE, blobs(10));
    const [kept = ''] = await store.put(ANNE, [Buffer.from('in the next pack')]);
    await store.delete(ANNE, refs);
    expect(await names()).toHaveLength(1);
    expect(String(await store.get(kept))).toBe('in the next pack');
    await expect(store.get(refs[0] ?? '')).rejects.toMatchObject({ code: 'blob-store/not-found' });
  });

  it('are told from blobs that the disk lost', async () => {
    const [gone = '', lost = ''] = await store.put(ANNE, blobs(4));
    await store.delete(ANNE, [gone]);
    const [pack = ''] = await packs();
    await appendFile(join(folder, ANNE, `${pack}.gone`), '\n1 torn');
    const handle = await open(join(folder, ANNE, pack), 'r+');
    await handle.write(Buffer.alloc(10), 0, 10, BLOB + 40 + 100);
    await handle.close();
    await expect(store.get(lost)).rejects.toMatchObject({ code: 'blob-store/damaged' });
    await expect(store.get(gone)).rejects.toMatchObject({ code: 'blob-store/not-found' });
  });

  it('take room in a pack to which another process may write, until that is done with it', async () => {
    await using writer = new FilesBlobStore({ folder, rollBytes: 10 * BLOB, shared: true });
    await using eraser = new FilesBlobStore({ folder, rollBytes: 10 * BLOB, shared: true });
    const refs = await writer.put(ANNE, blobs(9));
    await eraser.delete(ANNE, refs.slice(0, 7));
    const [beside = ''] = await writer.put(ANNE, blobs(2, 9));
    expect(await eraser.get(beside)).toEqual(blobs(1, 9)[0]);
    expect(await taken()).toBeGreaterThan(10 * BLOB);
    await writer.put(ANNE, blobs(1, 20));
    await eraser.delete(ANNE, refs.slice(7, 8));
    expect(await taken()).toBeLessThan(5 * BLOB);
    expect(await writer.getMany([...refs.slice(8), beside])).toEqual(blobs(2, 8));
  });

  it('stay deleted, and all else stays, when the process is killed meanwhile (OPS-3)', async () => {
    const kept: { readonly ref: string; readonly content: string }[] = [];
    const gone: { readonly ref: string }[] = [];
    const child = fork(new URL('./delete-for-ever.ts', import.meta.url), [folder, ANNE], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    child.on('message', (told: { readonly kept?: typeof kept; readonly gone?: typeof gone }) => {
      kept.push(...(told.kept ?? []));
      gone.push(...(told.gone ?? []));
    });
    await until(() => gone.length > 400, { what: 'four hundred deleted blobs', within: 25_000 });
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    const found = await store.getMany(kept.map(({ ref }) => ref));
    expect(found.map(String)).toEqual(kept.map(({ content }) => content));
    const answers = await Promise.allSettled(gone.map(({ ref }) => store.get(ref)));
    expect(answers.map((one) => (one.status === 'rejected' ? one.reason.code : 'found'))).toEqual(
      gone.map(() => 'blob-store/not-found'),
    );
  });
});

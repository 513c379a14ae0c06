import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, open, readdir, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith, until } from '@mailfold/dev-env';
import { FilesBlobStore } from '@mailfold/blob-store-files';

const ANNE = '0198c5a0-0000-7000-8000-000000000001';

const text = (value: string): Buffer => Buffer.from(value);

describe('pack files', () => {
  let folder: string;
  let store: FilesBlobStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailfold-blobs-'));
    store = new FilesBlobStore({ folder, rollBytes: 1000 });
  });
  afterEach(async () => {
    await store[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const packs = async (): Promise<readonly string[]> =>
    (await readdir(join(folder, ANNE))).filter((name) => name.endsWith('.pack')).toSorted();
  const newestPack = async (): Promise<string> => join(folder, ANNE, (await packs()).at(-1) ?? '');

  it('are followed by another when they are full', async () => {
    for (let nth = 0; nth < 5; nth += 1) await store.put(ANNE, [Buffer.alloc(600)]);
    expect(await packs()).toHaveLength(3);
  });

  it('are gone on with after a restart', async () => {
    await store.put(ANNE, [text('one')]);
    await store[Symbol.asyncDispose]();
    await using again = new FilesBlobStore({ folder, rollBytes: 1000 });
    await again.put(ANNE, [text('two')]);
    expect(await packs()).toHaveLength(1);
  });

  it('are readable by their owner alone', async () => {
    await store.put(ANNE, [text('one')]);
    expect((await stat(await newestPack())).mode & 0o077).toBe(0);
    expect((await stat(join(folder, ANNE))).mode & 0o077).toBe(0);
  });

  it('go on behind a tail that a kill left torn', async () => {
    const [before = ''] = await store.put(ANNE, [text('before')]);
    await appendFile(await newestPack(), 'mfb1\u0005torn');
    await store[Symbol.asyncDispose]();
    store = new FilesBlobStore({ folder, rollBytes: 1000 });
    const [after = ''] = await store.put(ANNE, [text('after')]);
    expect(await store.getMany([before, after])).toEqual([text('before'), text('after')]);
  });

  it('tell a changed byte', async () => {
    const [ref = ''] = await store.put(ANNE, [text('invoice')]);
    const file = await open(await newestPack(), 'r+');
    await file.write(text('I'), 0, 1, 40);
    await file.close();
    await expect(store.get(ref)).rejects.toMatchObject({ code: 'blob-store/damaged', retry: 'never' });
  });

  it('tell that they were cut', async () => {
    const [ref = ''] = await store.put(ANNE, [text('invoice')]);
    const file = await open(await newestPack(), 'r+');
    await file.truncate(42);
    await file.close();
    await expect(store.get(ref)).rejects.toMatchObject({ code: 'blob-store/damaged' });
  });

  it('that cannot be reached are waited for', async () => {
    const inTheWay = join(folder, 'file');
    await appendFile(inTheWay, '');
    const blocked = new FilesBlobStore({ folder: inTheWay });
    await expect(blocked.put(ANNE, [text('x')])).rejects.toMatchObject({
      code: 'blob-store/unavailable',
      retry: 'backoff',
    });
  });

  it('keep every acknowledged blob when the process is killed, and go on (OPS-3)', async () => {
    const child = fork(new URL('./put-for-ever.ts', import.meta.url), [folder, ANNE], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const acknowledged: { readonly ref: string; readonly content: string }[] = [];
    child.on('message', (batch: typeof acknowledged) => acknowledged.push(...batch));
    await until(() => acknowledged.length > 300, { what: 'three hundred acknowledged blobs', within: 25_000 });
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    const found = await store.getMany(acknowledged.map(({ ref }) => ref));
    expect(found.map(String)).toEqual(acknowledged.map(({ content }) => content));
    const [ref = ''] = await store.put(ANNE, [text('next')]);
    expect(await store.get(ref)).toEqual(text('next'));
  });

  it('take what two processes put for one account at the same time, each readable by all (OPS-3)', async () => {
    const acknowledged: { readonly ref: string; readonly content: string }[] = [];
    const children = [1, 2].map(() =>
      fork(new URL('./put-for-ever.ts', import.meta.url), [folder, ANNE, 'shared'], {
        execArgv: ['--disable-warning=ExperimentalWarning'],
      }),
    );
    const from = children.map(() => 0);
    for (const [nth, child] of children.entries()) {
      child.on('message', (batch: typeof acknowledged) => {
        acknowledged.push(...batch);
        from[nth] = (from[nth] ?? 0) + batch.length;
      });
    }
    await until(() => from.every((count) => count > 200), { what: 'two hundred blobs of each', within: 25_000 });
    const exits = children.map((child) => once(child, 'exit'));
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(exits);
    await using shared = new FilesBlobStore({ folder, shared: true });
    const found = await shared.getMany(acknowledged.map(({ ref }) => ref));
    expect(found.map(String)).toEqual(acknowledged.map(({ content }) => content));
  });

  describeWith(fullDevice(), 'on a full disk', (device) => {
    it('wait, say so, and go on when there is room', async () => {
      await mkdir(join(folder, ANNE));
      const pack = join(folder, ANNE, '000001-aaaaa.pack');
      await symlink(device, pack);
      await expect(store.put(ANNE, [text('x')])).rejects.toMatchObject({
        code: 'blob-store/full',
        retry: 'backoff',
        message: expect.stringContaining('Free or add space'),
      });
      await rm(pack);
      const [ref = ''] = await store.put(ANNE, [text('x')]);
      expect(await store.get(ref)).toEqual(text('x'));
    });
  });
});

function fullDevice(): Parameters<typeof describeWith<string>>[0] {
  const device = '/dev/full';
  if (existsSync(device)) return { found: device };
  return { missing: 'a device that is always full', howToGetIt: 'Linux has /dev/full', optionalInCi: true };
}

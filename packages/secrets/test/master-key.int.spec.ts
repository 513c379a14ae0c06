import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MasterKey } from '@mailfold/secrets';

describe('the file of the master key', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailfold-key-'));
    path = join(folder, 'keys', 'master.key');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made on first use, for its owner alone, and found again', async () => {
    const made = await MasterKey.fromFile(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await MasterKey.fromFile(path)).id).toBe(made.id);
    expect(await readdir(join(folder, 'keys'))).toEqual(['master.key']);
  });

  it('is one, also when many start at once', async () => {
    const keys = await Promise.all(Array.from({ length: 10 }, () => MasterKey.fromFile(path)));
    expect(new Set(keys.map((key) => key.id)).size).toBe(1);
  });

  it('holds what a setting may hold as well', async () => {
    const made = await MasterKey.fromFile(path);
    expect(MasterKey.fromBase64(await readFile(path, 'utf8')).id).toBe(made.id);
  });

  it('is refused when others may read it, with what to do', async () => {
    await MasterKey.fromFile(path);
    await chmod(path, 0o644);
    await expect(MasterKey.fromFile(path)).rejects.toMatchObject({
      code: 'secrets/key-file-exposed',
      message: expect.stringContaining('chmod 600'),
    });
  });

  it('is never replaced when it is damaged', async () => {
    await MasterKey.fromFile(path);
    await writeFile(path, 'oops');
    await expect(MasterKey.fromFile(path)).rejects.toMatchObject({ code: 'secrets/bad-master-key' });
    expect(await readFile(path, 'utf8')).toBe('oops');
  });

  it('that cannot be made is an error with the path', async () => {
    await expect(MasterKey.fromFile(join('/dev/null', 'master.key'))).rejects.toMatchObject({
      code: 'secrets/key-file-unreadable',
      message: expect.stringContaining('/dev/null/master.key'),
    });
  });
});

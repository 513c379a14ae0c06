import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Need } from '@mailfold/dev-env';

const run = promisify(execFile);
const CHUNK = Buffer.alloc(1024 * 1024);

/** A file system of its own, in memory, that can be filled to the last byte. */
export class SmallDisk implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async mount(mebibytes: number): Promise<SmallDisk> {
    const path = await mkdtemp(join(tmpdir(), 'mailfold-small-'));
    await run('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0711`, 'tmpfs', path]);
    return new SmallDisk(path);
  }

  /** Until nothing more goes on it. */
  async fill(): Promise<void> {
    const file = await open(this.#filler, 'a');
    try {
      for (let bytes = CHUNK.length; bytes >= 4096;) {
        const written = await file.write(CHUNK, 0, bytes).catch(() => ({ bytesWritten: 0 }));
        if (written.bytesWritten < bytes) bytes = Math.floor(bytes / 2);
      }
    } finally {
      await file.close();
    }
  }

  async free(): Promise<void> {
    await rm(this.#filler, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await run('umount', ['--lazy', this.path]);
    await rm(this.path, { recursive: true, force: true });
  }

  get #filler(): string {
    return join(this.path, 'filler');
  }
}

/** Mounting is for root, and not in every container. */
export async function findSmallDisk(): Promise<Need<typeof SmallDisk>> {
  try {
    const disk = await SmallDisk.mount(1);
    await disk[Symbol.asyncDispose]();
    return { found: SmallDisk };
  } catch {
    return {
      missing: 'a disk that can be filled',
      howToGetIt: 'run as root where tmpfs can be mounted',
      optionalInCi: true,
    };
  }
}

import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MailfoldError } from '@mailfold/kernel';

/** The folder that holds everything of one mailfold: database, blobs, keys. One process at a time. */
export class DataDirectory implements AsyncDisposable {
  readonly path: string;
  readonly #lock: string;

  private constructor(path: string) {
    this.path = path;
    this.#lock = join(path, 'mailfold.pid');
  }

  /** @throws MailfoldError `up/already-running`, `up/data-unusable` */
  static async take(path: string): Promise<DataDirectory> {
    const directory = new DataDirectory(path);
    // Passable, not readable: as root PostgreSQL runs as a user of its own. Files with secrets are 0600.
    await mkdir(path, { recursive: true, mode: 0o711 }).catch((cause: unknown) => {
      const message = `The data directory ${path} cannot be made: choose another with --data, or allow writing there.`;
      throw new MailfoldError({ code: 'up/data-unusable', message, cause });
    });
    await directory.#takeLock();
    return directory;
  }

  file(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#lock, { force: true });
  }

  async #takeLock(): Promise<void> {
    const holder = await this.#write();
    if (holder === undefined) return;
    if (isAlive(holder)) {
      throw new MailfoldError({
        code: 'up/already-running',
        message: `Another mailfold (process ${holder}) uses ${this.path}: stop it, or choose another directory with --data.`,
      });
    }
    // Left by a process that was killed.
    await rm(this.#lock, { force: true });
    if ((await this.#write()) !== undefined) await this.#takeLock();
  }

  /** @returns the process that holds the lock, or undefined if it is ours now */
  async #write(): Promise<number | undefined> {
    try {
      const file = await open(this.#lock, 'wx', 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      return undefined;
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
      return Number.parseInt(await readFile(this.#lock, 'utf8').catch(() => ''), 10) || 0;
    }
  }
}

const isAlive = (pid: number): boolean => {
  if (pid === 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@mailfold/dev-env';

/** A data directory of a journey. When it goes, so does the database server that a killed mailfold may have left over it. */
export class DataFolder implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(within = tmpdir()): Promise<DataFolder> {
    const path = await mkdtemp(join(within, 'mailfold-journey-'));
    // As root PostgreSQL runs as an account of its own, which passes through here.
    await chmod(path, 0o711);
    return new DataFolder(path);
  }

  /** The main process of the database server, while there is one. */
  async postmaster(): Promise<number | undefined> {
    const file = await readFile(join(this.path, 'postgres', 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
    const pid = Number.parseInt(file, 10);
    return pid > 0 && isAlive(pid) ? pid : undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const left = await this.postmaster();
    if (left !== undefined) {
      process.kill(left, 'SIGQUIT');
      await until(() => !isAlive(left), { within: 20_000, what: 'the end of the database server' });
    }
    await rm(this.path, { recursive: true, force: true });
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

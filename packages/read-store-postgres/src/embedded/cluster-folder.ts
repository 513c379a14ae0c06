import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Account } from './account.ts';
import { clusterError } from './cluster-error.ts';

/** `sun_path` of the strictest system, with its closing zero. */
const LONGEST_SOCKET = 103;

/** Where things lie: `postgres/` (the server's data), `postgres.log`, `postgres.password` (0600), soon after the start
 * `postgres.unsettled`. */
export class ClusterFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
  }

  get data(): string {
    return join(this.path, 'postgres');
  }

  get log(): string {
    return join(this.path, 'postgres.log');
  }

  /** Where the server's socket lies; undefined where its path would be too long for a socket, or the system has none. */
  sockets(port: number): string | undefined {
    const socket = join(this.data, `.s.PGSQL.${port}`);
    return process.platform === 'win32' || Buffer.byteLength(socket) > LONGEST_SOCKET ? undefined : this.data;
  }

  /** There while a new data folder may not be on the disk yet. */
  get unsettledFile(): string {
    return join(this.path, 'postgres.unsettled');
  }

  get passwordFile(): string {
    return join(this.path, 'postgres.password');
  }

  /** The server's account passes through this folder to its own; nobody else needs to read it. */
  async make(account: Account): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: account.uid === undefined ? 0o700 : 0o711 }).catch(
      (cause: unknown) => {
        throw clusterError('folder', `the data directory ${this.path} cannot be made`, cause);
      },
    );
  }

  async initialised(): Promise<boolean> {
    return stat(join(this.data, 'PG_VERSION')).then(
      () => true,
      () => false,
    );
  }

  /** The superuser's password: made once, kept beside the data. */
  async password(): Promise<string> {
    const kept = await readFile(this.passwordFile, 'utf8').catch(() => '');
    if (kept !== '') return kept;
    if (await this.initialised()) {
      const advice = 'bring it back from a backup, or start with an empty data directory';
      throw clusterError(
        'password',
        `${this.passwordFile} is missing, so the database beside it cannot be opened: ${advice}`,
      );
    }
    return this.#makePassword();
  }

  async #makePassword(): Promise<string> {
    const made = randomBytes(24).toString('base64url');
    const unfinished = `${this.passwordFile}.new`;
    await rm(unfinished, { force: true });
    await writeFile(unfinished, made, { mode: 0o600, flush: true });
    await rename(unfinished, this.passwordFile);
    return made;
  }

  /** The last lines of the server's log, for an error message. */
  async logTail(): Promise<string> {
    const text = await readFile(this.log, 'utf8').catch(() => '');
    return text.trim().split('\n').slice(-6).join('\n');
  }
}

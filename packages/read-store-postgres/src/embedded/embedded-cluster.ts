import { setTimeout as delay } from 'node:timers/promises';
import { backoff, messageOf, pause } from '@mailfold/kernel';
import pg from 'pg';
import { clientConfig } from '../connections.ts';
import { type Account, requireReachable, serverAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { clusterError } from './cluster-error.ts';
import { ClusterFolder } from './cluster-folder.ts';
import { freePort } from './free-port.ts';
import { initialise, SUPERUSER } from './initialise.ts';
import { stopLeftOver } from './left-over.ts';
import { Ownership } from './ownership.ts';
import { Postmaster } from './postmaster.ts';
import { forgetLost, settle } from './settling.ts';

export interface EmbeddedClusterOptions {
  /** A folder of its own; made when it is missing. */
  readonly dataDir: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Made when it is missing; default `mailfold`. */
  readonly database?: string;
  /** Told in a line what happens to the server. */
  readonly log?: (line: string) => void;
  /** Called when one of PostgreSQL's programs runs and there is nothing to do but wait: what comes next may block for a while. */
  readonly onWaiting?: () => void;
}

const SETTLE_AFTER_MS = 2_000;
const RESTART = backoff({ initialMs: 100, maxMs: 10_000, factor: 2 });

/**
 * A real PostgreSQL on loopback that belongs to this process: started with it, started again when it dies, stopped with
 * it. A second process over the same folder is refused with `read-store/cluster-in-use`.
 */
export class EmbeddedCluster implements AsyncDisposable {
  readonly #folder: ClusterFolder;
  readonly #start: () => Promise<Postmaster>;
  readonly #log: (line: string) => void;
  /** `postgres://user:password@127.0.0.1:port/database` */
  readonly url: string;
  /** The same over the server's socket, which costs half of what loopback does; `url` where there is no socket. */
  readonly socketUrl: string;
  #postmaster: Postmaster;
  #ownership: Ownership | undefined;
  readonly #stopping = new AbortController();
  readonly #kept: Promise<void>;
  readonly #settled: Promise<void>;
  readonly #atExit = (): void => this.#postmaster.signal();

  private constructor(parts: Parts, postmaster: Postmaster, options: EmbeddedClusterOptions) {
    this.#folder = parts.folder;
    this.#log = options.log ?? (() => undefined);
    this.#start = () => Postmaster.start(parts.binaries.postgres, parts.folder, parts.port, parts.account);
    this.#postmaster = postmaster;
    const database = options.database ?? 'mailfold';
    this.url = parts.urlOf(parts.port, database);
    this.socketUrl = parts.urlOf(parts.port, database, parts.folder.sockets(parts.port));
    process.once('exit', this.#atExit);
    this.#kept = this.#keepRunning();
    this.#settled = this.#settle(parts);
  }

  static async start(options: EmbeddedClusterOptions): Promise<EmbeddedCluster> {
    const parts = await prepare(options);
    const { binaries, folder, port, account } = parts;
    const postmaster = await Postmaster.start(binaries.postgres, folder, port, account, options.onWaiting);
    const cluster = new EmbeddedCluster(parts, postmaster, options);
    try {
      cluster.#ownership = await Ownership.take(parts.urlOf(parts.port, 'postgres'));
      if (cluster.#ownership === undefined) throw clusterError('in-use', `another process took ${parts.folder.path}`);
      await createDatabase(parts.urlOf(parts.port, 'postgres'), options.database ?? 'mailfold');
      return cluster;
    } catch (thrown) {
      await cluster.stop();
      throw thrown;
    }
  }

  /** The server's main process. */
  get pid(): number {
    return this.#postmaster.pid;
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopping.abort();
    process.removeListener('exit', this.#atExit);
    await this.#ownership?.release();
    await this.#postmaster.stop();
    await Promise.all([this.#kept, this.#settled]);
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #settle({ folder, binaries, account }: Parts): Promise<void> {
    const { signal } = this.#stopping;
    try {
      // Not in the way of what the start itself has to bring to the disk.
      await delay(SETTLE_AFTER_MS, undefined, { signal, ref: false });
      await settle(folder, binaries, account, signal);
    } catch (thrown) {
      if (!this.#stopped) this.#log(`the new database could not be brought to the disk: ${messageOf(thrown)}`);
    }
  }

  async #keepRunning(): Promise<void> {
    while (!this.#stopped) {
      const how = await this.#postmaster.ended;
      if (this.#stopped) return;
      this.#log(`PostgreSQL ended by itself (${how}); starting it again. Its log: ${this.#folder.log}`);
      await this.#startAgain();
    }
  }

  async #startAgain(): Promise<void> {
    for (let attempt = 1; !this.#stopped; attempt += 1) {
      try {
        this.#postmaster = await this.#start();
        if (this.#stopped) await this.#postmaster.stop();
        else this.#log(`PostgreSQL runs again (process ${this.pid})`);
        return;
      } catch (thrown) {
        this.#log(`PostgreSQL does not start (attempt ${attempt}): ${messageOf(thrown)}`);
      }
      await pause(RESTART(attempt), this.#stopping.signal);
    }
  }
}

interface Parts {
  readonly folder: ClusterFolder;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly port: number;
  readonly urlOf: (port: number, database: string, sockets?: string) => string;
}

async function prepare(options: EmbeddedClusterOptions): Promise<Parts> {
  const folder = new ClusterFolder(options.dataDir);
  const binaries = await findBinaries();
  const account = await serverAccount();
  await folder.make(account);
  await requireReachable(folder.data, account);
  await requireReachable(binaries.postgres, account);
  const password = await folder.password();
  const urlOf = (port: number, database: string, sockets = '127.0.0.1'): string =>
    `postgres://${SUPERUSER}:${password}@${encodeURIComponent(sockets)}:${port}/${database}`;
  await forgetLost(folder, options.log ?? (() => undefined));
  if (!(await folder.initialised())) await initialise(folder, binaries, account, options.onWaiting);
  await stopLeftOver(folder, (port) => urlOf(port, 'postgres'), options.log ?? (() => undefined));
  return { folder, binaries, account, port: options.port ?? (await freePort()), urlOf };
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client(clientConfig({ url }));
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

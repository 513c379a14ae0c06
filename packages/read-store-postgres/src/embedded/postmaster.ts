import { type ChildProcess, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';
import { clusterError } from './cluster-error.ts';
import type { ClusterFolder } from './cluster-folder.ts';
import { readPidFile } from './pid-file.ts';

const LOOK_EVERY_MS = 10;
const START_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 20_000;
const LOG_KEPT_BYTES = 4 * 1024 * 1024;

// Modest: a laptop beside its other work. No parallel workers, whose shared memory small containers do not have.
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  // Services in processes of their own have a pool each.
  'max_connections=120',
  'shared_buffers=128MB',
  'work_mem=8MB',
  'maintenance_work_mem=64MB',
  'max_parallel_workers_per_gather=0',
  'max_parallel_maintenance_workers=0',
  'checkpoint_timeout=15min',
  'jit=off',
  'lc_messages=C',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
  // Errors of statements quote values, which may be somebody's mail; the caller is told of them.
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
];

/** One run of the server's main process. It has a process group of its own: Ctrl-C in a terminal reaches only us. */
export class Postmaster {
  readonly pid: number;
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, pid: number, ended: Promise<string>) {
    this.#child = child;
    this.pid = pid;
    this.ended = ended;
    child.unref();
  }

  /** Resolves when it takes connections. */
  static async start(
    program: string,
    folder: ClusterFolder,
    port: number,
    account: Account,
    onSpawn?: () => void,
  ): Promise<Postmaster> {
    const log = await open(folder.log, 'a', 0o600);
    if ((await log.stat()).size > LOG_KEPT_BYTES) await log.truncate();
    const settings = [...SETTINGS, `unix_socket_directories=${folder.sockets(port) ?? ''}`];
    const flags = settings.flatMap((setting) => ['-c', setting]);
    const child = spawn(program, ['-D', folder.data, '-p', String(port), ...flags], {
      ...account,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    // Listened for at once: where another server is still letting go of the folder, it ends within milliseconds.
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    const spawned = await new Promise<unknown>((resolve) => child.once('spawn', resolve).once('error', resolve));
    await log.close();
    if (child.pid === undefined) throw clusterError('failed', `PostgreSQL cannot be run from ${program}`, spawned);
    const postmaster = new Postmaster(child, child.pid, ended);
    onSpawn?.();
    await postmaster.#ready(folder);
    return postmaster;
  }

  async #ready(folder: ClusterFolder): Promise<void> {
    let end: string | undefined;
    void this.ended.then((how) => (end = how));
    for (const deadline = performance.now() + START_WITHIN_MS; performance.now() < deadline;) {
      const file = await readPidFile(folder.data);
      if (file?.pid === this.pid && file.status === 'ready') return;
      if (end !== undefined) break;
      await delay(LOOK_EVERY_MS);
    }
    await this.stop();
    const what = end === undefined ? 'did not become ready' : `ended at once (${end})`;
    const tail = await folder.logTail();
    const advice = tail.includes('No space left on device') ? 'its disk is full, free some space' : 'see its log';
    throw clusterError('failed', `PostgreSQL ${what}: ${advice}. The end of ${folder.log}:\n${tail}`);
  }

  /** Ends sessions, writes what is in memory, exits; by force when that takes too long (nothing committed is lost). */
  async stop(): Promise<void> {
    this.#child.ref();
    this.#child.kill('SIGINT');
    const force = setTimeout(() => this.#child.kill('SIGQUIT'), STOP_WITHIN_MS);
    await this.ended;
    clearTimeout(force);
  }

  /** For the last moment of our own process, when nothing can be awaited any more. */
  signal(): void {
    this.#child.kill('SIGINT');
  }
}

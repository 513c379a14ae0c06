import { backoff, pause } from '@mailfold/kernel';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

export interface ChildOptions {
  /** With its number where there are several of a service: `threading-2`. */
  readonly name: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Where it answers. */
  readonly url: string;
  /** Its lines are appended here. */
  readonly logFile: string;
  /** Told in a line what happens to it. */
  readonly say: (line: string) => void;
}

const RESTART = backoff({ initialMs: 200, maxMs: 10_000, factor: 2 });
/** One that has lived so long begins with short pauses again. */
const LIVED_MS = 30_000;
const STOP_WITHIN_MS = 15_000;
const LOOK_MS = 50;

/** A process that is kept running: one that dies is started again, on the same port. */
export class Child {
  readonly name: string;
  readonly url: string;
  readonly #options: ChildOptions;
  #process: ChildProcess | undefined;
  #stopping = new AbortController();
  #kept: Promise<void> | undefined;

  constructor(options: ChildOptions) {
    this.name = options.name;
    this.url = options.url;
    this.#options = options;
  }

  /** 0 while it is not there. */
  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Resolves when it runs; does not wait until it answers. */
  async start(): Promise<void> {
    if (this.#kept !== undefined) return;
    this.#stopping = new AbortController();
    const first = await this.#spawn();
    this.#kept = this.#keep(first);
  }

  /** SIGKILL; resolves when it has ended. It is started again after a moment, as after any death. */
  async kill(): Promise<void> {
    const running = this.#process;
    if (running === undefined) return;
    running.kill('SIGKILL');
    await ended(running);
  }

  /** SIGTERM, and SIGKILL when that takes long; it stays away. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const running = this.#process;
    running?.kill('SIGTERM');
    const late = setTimeout(() => running?.kill('SIGKILL'), STOP_WITHIN_MS);
    await this.#kept;
    clearTimeout(late);
    this.#kept = undefined;
  }

  /** Resolves when it answers. */
  async answers(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const answer = await fetch(`${this.url}/healthz`, { signal }).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.status === 200) return;
      await delay(LOOK_MS, undefined, { signal });
    }
  }

  async #keep(first: ChildProcess): Promise<void> {
    const { name, say, logFile } = this.#options;
    const { signal } = this.#stopping;
    let running = first;
    for (let attempt = 1; ; attempt += 1) {
      const began = performance.now();
      const how = await ended(running);
      this.#process = undefined;
      if (signal.aborted) return;
      if (performance.now() - began > LIVED_MS) attempt = 1;
      say(`${name} ended (${how}); it is started again. Its log: ${logFile}`);
      await pause(RESTART(attempt), signal);
      if (signal.aborted) return;
      running = await this.#spawn();
    }
  }

  async #spawn(): Promise<ChildProcess> {
    const { args, env, logFile } = this.#options;
    const log = await open(logFile, 'a', 0o600);
    // A group of its own: Ctrl-C in a terminal reaches only the one that stops all of them in order. Its input is its lifeline.
    const child = spawn(process.execPath, [...args], { env, stdio: ['pipe', log.fd, log.fd], detached: true });
    this.#process = child;
    child.stdin?.on('error', () => undefined);
    await once(child, 'spawn');
    await log.close();
    return child;
  }
}

const ended = async (child: ChildProcess): Promise<string> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode ?? `exit code ${child.exitCode}`;
};

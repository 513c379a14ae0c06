import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { journeyEnvironment } from '../config.ts';

const PROGRAMS = {
  up: '../../../services/embedded/src/main.ts',
  distributed: '../../../infra/local/src/main.ts',
  cli: '../../../packages/cli/src/main.ts',
} as const;

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** A process of ours, as a person or a script starts it: what it says is kept. */
export class Program {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  #out = '';
  #err = '';

  constructor(name: keyof typeof PROGRAMS, args: readonly string[], { env, stdin = '' }: ProgramOptions = {}) {
    const main = fileURLToPath(new URL(PROGRAMS[name], import.meta.url));
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
      env: journeyEnvironment(env),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.end(stdin);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#err += text));
    this.#child = child;
    this.ended = once(child, 'close').then(() => ({ code: child.exitCode, out: this.#out, err: this.#err }));
  }

  /** What it wrote for a person so far. */
  get said(): string {
    return this.#err;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<Ended> {
    this.#child.kill(signal);
    return this.ended;
  }
}

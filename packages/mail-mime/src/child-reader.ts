import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import type { Bounds, Death } from './bounds.ts';
import type { ChildMessage, ReadRequest, SentMail } from './reader-child.ts';

/** What came back from a child: answers, or the news that it is gone. */
export type ChildAnswer =
  | { readonly kind: 'read'; readonly mails: readonly SentMail[]; readonly rssBytes: number }
  | { readonly kind: 'died'; readonly death: Death; readonly wasReady: boolean };

// A child that is neither working nor dead (stopped, swapped out) would hold its batch for ever.
const SILENCE_MS = 120_000;

const HEAP_MB = 1024;

/** Without it each child strips and compiles our modules anew, which costs it 30 MB besides the time. */
const compileCache = (): Record<string, string> => {
  // Node adds a folder for its version to the one that it was given.
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
};

/** One child process, from fork to exit. Takes one batch at a time. */
export class ChildReader {
  readonly #process: ChildProcess;
  #ready = false;
  #death: Death | undefined;
  #answer: ((answer: ChildAnswer) => void) | undefined;

  constructor() {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    this.#process = fork(new URL(`./reader-child.${extension}`, import.meta.url), {
      serialization: 'advanced',
      // Mail is hostile: the child gets no secret out of our environment, and no flags meant for us.
      env: { MALLOC_ARENA_MAX: '1', ...compileCache() },
      execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=4'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#process.on('message', (message: ChildMessage) => this.#onMessage(message));
    this.#process.on('exit', (exitCode, signal) =>
      this.#onDeath({ exitCode: exitCode ?? undefined, signal: signal ?? undefined }),
    );
    this.#process.on('error', () => this.#onDeath({ exitCode: undefined, signal: undefined }));
  }

  get isDead(): boolean {
    return this.#death !== undefined;
  }

  read(raws: readonly Uint8Array[], bounds: Bounds): Promise<ChildAnswer> {
    const request: ReadRequest = { raws, bounds };
    return new Promise((resolve) => {
      const silence = setTimeout(() => this.#process.kill('SIGKILL'), SILENCE_MS);
      this.#answer = (answer) => {
        clearTimeout(silence);
        this.#answer = undefined;
        resolve(answer);
      };
      if (this.#death !== undefined) return this.#onDeath(this.#death);
      // A failed send means that the child is gone or going: its exit is the answer.
      this.#process.send(request, () => undefined);
    });
  }

  /** Lets the child go; it ends by itself when the channel closes, and is ended when it does not. */
  end(): void {
    if (this.#death !== undefined) return;
    this.#process.kill('SIGKILL');
  }

  /** Without work the child does not keep our process alive. */
  unref(): void {
    this.#process.unref();
    this.#process.channel?.unref();
  }

  ref(): void {
    this.#process.ref();
    this.#process.channel?.ref();
  }

  #onMessage(message: ChildMessage): void {
    if (message.kind === 'ready') this.#ready = true;
    else this.#answer?.(message);
  }

  #onDeath(death: Death): void {
    this.#death = death;
    this.#answer?.({ kind: 'died', death, wasReady: this.#ready });
  }
}

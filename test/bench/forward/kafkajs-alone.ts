import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** kafkajs as it comes, in a process of its own: our adapter mends it for its process. */
export class KafkajsAlone implements AsyncDisposable {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves when it has the records of the store ready. */
  static async open(brokers: readonly string[], storeUrl: string): Promise<KafkajsAlone> {
    const child = fork(new URL('./kafkajs-child.ts', import.meta.url), [storeUrl, ...brokers], {
      execArgv: ['--no-warnings'],
    });
    await once(child, 'message');
    return new KafkajsAlone(child);
  }

  /** Sends the records. @returns seconds */
  async send(): Promise<number> {
    this.#child.send('send');
    const [seconds] = await once(this.#child, 'message');
    return Number(seconds);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.kill();
    await gone;
  }
}

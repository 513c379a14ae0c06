import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** kafkajs as it comes, in a process of its own: our adapter mends it for its process. */
export class KafkajsAlone implements AsyncDisposable {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /**
   * @param program sends a message when it is ready, and a number for each message that it gets
   * Resolves when it is ready.
   */
  static async open(program: URL, args: readonly string[]): Promise<KafkajsAlone> {
    const child = fork(program, args, { execArgv: ['--no-warnings'] });
    await once(child, 'message');
    return new KafkajsAlone(child);
  }

  async measure(): Promise<number> {
    this.#child.send('measure');
    const [found] = await once(this.#child, 'message');
    return Number(found);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.kill();
    await gone;
  }
}

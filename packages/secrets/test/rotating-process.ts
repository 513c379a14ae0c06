import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process that brings a vault from master key 1 to 2, a row and a moment after another. */
export class RotatingProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = once(child, 'exit');
  }

  static async start(url: string): Promise<RotatingProcess> {
    const script = join(import.meta.dirname, 'rotate.ts');
    const child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'ignore', 'inherit'] });
    await once(child, 'spawn');
    return new RotatingProcess(child);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}

import { Worker } from 'node:worker_threads';
import type { Bounds } from './bounds.ts';

/** Positions in the memory shared with the watchdog's thread: flags, and limits. */
export const SHARED = { active: 0, up: 1, flags: 2, cpuMicros: 0, rssBytes: 1, limits: 2 } as const;

/** Ends this process when the work under way passes its bounds, even when the main thread never comes back. */
export class Watchdog {
  readonly #state = new Int32Array(new SharedArrayBuffer(4 * SHARED.flags));
  readonly #limits = new Float64Array(new SharedArrayBuffer(8 * SHARED.limits));

  /** Resolves when the thread looks; before that nothing is bounded. */
  readonly isUp: Promise<void>;

  constructor() {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./watchdog-thread.${extension}`, import.meta.url), {
      workerData: { state: this.#state, limits: this.#limits },
      resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
    });
    worker.unref();
    this.isUp = becomes(this.#state, SHARED.up);
  }

  start(bounds: Bounds): void {
    const { user, system } = process.cpuUsage();
    this.#limits[SHARED.cpuMicros] = user + system + bounds.cpuMs * 1000;
    this.#limits[SHARED.rssBytes] = bounds.rssBytes;
    this.#set(1);
  }

  stop(): void {
    this.#set(0);
  }

  #set(active: 0 | 1): void {
    Atomics.store(this.#state, SHARED.active, active);
    Atomics.notify(this.#state, SHARED.active);
  }
}

/** Resolves when the flag is no longer 0. */
async function becomes(state: Int32Array<SharedArrayBuffer>, flag: number): Promise<void> {
  const wait = Atomics.waitAsync(state, flag, 0);
  if (wait.async) await wait.value;
}

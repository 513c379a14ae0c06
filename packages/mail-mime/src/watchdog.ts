import { Worker } from 'node:worker_threads';
import type { Bounds } from './bounds.ts';

/** Positions in the memory shared with the watchdog's thread. */
export const SHARED = { active: 0, cpuMicros: 1, rssBytes: 2, length: 3 } as const;

/** Ends this process when the work under way passes its bounds, even when the main thread never comes back. */
export class Watchdog {
  readonly #state = new Int32Array(new SharedArrayBuffer(4));
  readonly #limits = new Float64Array(new SharedArrayBuffer(8 * SHARED.length));

  constructor() {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./watchdog-thread.${extension}`, import.meta.url), {
      workerData: { state: this.#state, limits: this.#limits },
      resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
    });
    worker.unref();
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

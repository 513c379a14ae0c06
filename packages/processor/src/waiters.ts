import { setTimeout as pause } from 'node:timers/promises';

export interface WaitFor {
  readonly key: string;
  readonly position: number;
  /** Longest wait, in milliseconds. */
  readonly timeoutMs: number;
}

const LOOK_AGAIN_MS = 50;
const MOST_KEYS = 100_000;

/** Who waits for which key to reach which position. Told in this process at once; what other processes apply is looked up. */
export class Waiters {
  readonly #reached = new Map<string, number>();
  readonly #waiting = new Map<string, Set<() => void>>();

  reached(positions: ReadonlyMap<string, number>): void {
    if (this.#reached.size > MOST_KEYS) this.#reached.clear();
    for (const [key, position] of positions) {
      if (position > (this.#reached.get(key) ?? 0)) this.#reached.set(key, position);
      for (const wake of this.#waiting.get(key) ?? []) wake();
    }
  }

  /**
   * @param look the position from the table, for keys that others apply
   * @returns false when the time was over before
   */
  async wait(wanted: WaitFor, look: () => Promise<number>): Promise<boolean> {
    const end = performance.now() + wanted.timeoutMs;
    for (;;) {
      if ((this.#reached.get(wanted.key) ?? 0) >= wanted.position) return true;
      if ((await look()) >= wanted.position) return true;
      const left = end - performance.now();
      if (left <= 0) return false;
      await this.#woken(wanted, Math.min(left, LOOK_AGAIN_MS));
    }
  }

  async #woken({ key, position }: WaitFor, withinMs: number): Promise<void> {
    // It may have been reached while the table was looked at.
    if ((this.#reached.get(key) ?? 0) >= position) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(key) ?? new Set();
    this.#waiting.set(key, waiting.add(resolve));
    const timer = new AbortController();
    await Promise.race([promise, pause(withinMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
    waiting.delete(resolve);
    if (waiting.size === 0 && this.#waiting.get(key) === waiting) this.#waiting.delete(key);
  }
}

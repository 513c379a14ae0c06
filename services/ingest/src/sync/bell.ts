/** What a timer can hold. */
const LONGEST_MS = 2 ** 31 - 1;

/** Wakes one waiter; a ring that nobody waits for is kept for the next. */
export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves when it rings, after so many milliseconds, or when the signal aborts. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) await this.#sleep(milliseconds, signal);
    this.#rung = false;
  }

  #sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(end, Math.min(milliseconds, LONGEST_MS));
      signal.addEventListener('abort', end, { once: true });
      this.#wake = end;
    });
  }
}

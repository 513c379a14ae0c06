import { setTimeout as delay } from 'node:timers/promises';

/** What a test does to the server's answers. */
export class Faults {
  /** Takes requests and never answers them; subscriptions fall silent. */
  silent = false;
  /** Before each answer. */
  delayMs = 0;
  /** So many appends to come are done, and their answers lost. */
  loseAnswers = 0;

  /** Resolves when an answer may be made; never while the server is silent. */
  async pass(): Promise<void> {
    if (this.silent) await new Promise<never>(() => undefined);
    if (this.delayMs > 0) await delay(this.delayMs);
  }

  /** Whether the answer of this append gets lost. */
  losesAnswer(): boolean {
    if (this.loseAnswers === 0) return false;
    this.loseAnswers -= 1;
    return true;
  }
}

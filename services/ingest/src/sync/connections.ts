import { isMailfoldError } from '@mailfold/kernel';
import type { MailSession } from '@mailfold/mail-provider';

export interface ConnectionsParts {
  readonly connect: () => Promise<MailSession>;
  /** Beside the first. */
  readonly most: number;
  /** How long fewer are tried after the server said that there are too many, in milliseconds; twice as long each next time. */
  readonly restMs: number;
  readonly mostRestMs: number;
}

/** The connections of an account beside its first: never more than allowed, and fewer for a while where the server wants it so (S17). */
export class Connections {
  readonly #parts: ConnectionsParts;
  #open = 0;
  #restMs: number;
  #fewerUntil = Number.NEGATIVE_INFINITY;

  constructor(parts: ConnectionsParts) {
    this.#parts = parts;
    this.#restMs = parts.restMs;
  }

  /** Milliseconds until one more may be asked for. */
  get waitMs(): number {
    return this.#open >= this.#parts.most ? this.#parts.restMs : Math.max(0, this.#fewerUntil - performance.now());
  }

  /** @returns false when none is to be had now, or the server took it back: others share what there is */
  async use(work: (session: MailSession) => Promise<void>): Promise<boolean> {
    if (this.#open >= this.#parts.most || this.waitMs > 0) return false;
    this.#open += 1;
    try {
      await using session = await this.#parts.connect();
      this.#restMs = this.#parts.restMs;
      await work(session);
      return true;
    } catch (error) {
      if (!isMailfoldError(error, 'mail-provider/throttled')) throw error;
      this.#fewerUntil = performance.now() + this.#restMs;
      this.#restMs = Math.min(this.#parts.mostRestMs, this.#restMs * 2);
      return false;
    } finally {
      this.#open -= 1;
    }
  }
}

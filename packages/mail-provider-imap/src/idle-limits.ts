/** Two lives of an IDLE within this share of each other were ended by the server's rule and not by chance. */
const ALIKE = 0.2;
/** How much of a server's limit is used. */
const MARGIN = 0.75;

/** How long each host lets a connection idle, learned from connections that it ended twice after the same time (S16). */
export class IdleLimits {
  readonly #last = new Map<string, number>();
  readonly #limits = new Map<string, number>();

  /** How long to idle at most, in milliseconds. */
  limitFor(host: string, usual: number): number {
    return Math.min(usual, this.#limits.get(host) ?? usual);
  }

  /** The server ended an IDLE after so long. */
  learn(host: string, ms: number, least: number): void {
    const before = this.#last.get(host);
    this.#last.set(host, ms);
    if (before === undefined || Math.abs(ms - before) > before * ALIKE) return;
    this.#limits.set(host, Math.max(least, Math.min(ms, before) * MARGIN));
  }
}

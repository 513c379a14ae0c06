import type { ImapFlow } from 'imapflow';

/**
 * The IDLE of a connection. It outlives the watch that began it: whatever is called next interrupts it, so leaving a watch
 * costs no round trip.
 */
export class Idling {
  readonly #client: ImapFlow;
  #current: Promise<void> | undefined;

  constructor(client: ImapFlow) {
    this.#client = client;
  }

  /** Begins IDLE unless it is on. Resolves when it is over, however it ended. */
  enter(): Promise<void> {
    this.#current ??= this.#idle();
    return this.#current;
  }

  async #idle(): Promise<void> {
    try {
      await this.#client.idle();
    } catch {
      // Whether the connection still lives is looked at by whoever waited.
    } finally {
      this.#current = undefined;
    }
  }
}

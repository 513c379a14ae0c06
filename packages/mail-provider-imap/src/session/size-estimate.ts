const MAX_MESSAGES = 500;
const MIN_MESSAGES = 16;
/** How much the newest batch counts. */
const WEIGHT = 0.5;

/** How large this account's messages are, so that one FETCH asks for about as much as may be held. */
export class SizeEstimate {
  #average = 0;

  /** @returns how many messages to ask for */
  fitting(bytes: number): number {
    if (this.#average === 0) return MAX_MESSAGES;
    return Math.max(MIN_MESSAGES, Math.min(MAX_MESSAGES, Math.floor(bytes / this.#average)));
  }

  learn(messages: number, bytes: number): void {
    if (messages === 0) return;
    const average = bytes / messages;
    this.#average = this.#average === 0 ? average : this.#average * (1 - WEIGHT) + average * WEIGHT;
  }
}

/**
 * Turns at work that every account has much of: so many at a time, and each account once before one has its second. History
 * is brought over in turns; new mail asks for none, so it is never behind.
 */
export class FairShare {
  readonly #waiting = new Map<string, (() => void)[]>();
  #free: number;

  /** @param turns at the same time */
  constructor(turns: number) {
    this.#free = turns;
  }

  /** @returns gives the turn back; further calls do nothing */
  async take(account: string): Promise<() => void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#queue(account, resolve));
    let isMine = true;
    return () => {
      if (isMine) this.#next();
      isMine = false;
    };
  }

  #queue(account: string, resolve: () => void): void {
    const queue = this.#waiting.get(account);
    if (queue === undefined) this.#waiting.set(account, [resolve]);
    else queue.push(resolve);
  }

  /** The account that has waited longest since its last turn; with more to do it goes to the end. */
  #next(): void {
    const [first] = this.#waiting;
    if (first === undefined) {
      this.#free += 1;
      return;
    }
    const [account, [resolve, ...rest]] = first;
    this.#waiting.delete(account);
    if (rest.length > 0) this.#waiting.set(account, rest);
    resolve?.();
  }
}

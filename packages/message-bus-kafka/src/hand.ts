/** What has one batch in hand at a time: work is done in the order in which it was asked for. */
export class Hand {
  #last: Promise<void> = Promise.resolve();

  do(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Resolves when everything that was asked for until now is done. */
  free(): Promise<void> {
    return this.#last;
  }
}

/** Work that takes turns: of one name one after the other, of different names side by side. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  take<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const mine = (this.#last.get(name) ?? Promise.resolve()).then(work);
    // Who fails tells its own caller; the next one has its turn all the same.
    this.#last.set(
      name,
      mine.catch(() => undefined),
    );
    return mine;
  }
}

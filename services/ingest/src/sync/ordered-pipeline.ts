/**
 * Two stages, the first of several items at a time, the second of one after another in the order in which they were put.
 * `put` waits while `depth` items are in hand, which bounds memory; the first error stops everything after it.
 */
export class OrderedPipeline<Item, Prepared> {
  readonly #prepare: (item: Item) => Promise<Prepared>;
  readonly #finish: (prepared: Prepared) => Promise<void>;
  readonly #depth: number;
  #last: Promise<void> = Promise.resolve();
  #inHand: Promise<void>[] = [];

  constructor(options: {
    readonly depth: number;
    readonly prepare: (item: Item) => Promise<Prepared>;
    readonly finish: (prepared: Prepared) => Promise<void>;
  }) {
    this.#prepare = options.prepare;
    this.#finish = options.finish;
    this.#depth = options.depth;
  }

  /** @param onEnd called when the item is finished, or failed */
  async put(item: Item, onEnd: () => void = () => undefined): Promise<void> {
    try {
      while (this.#inHand.length >= this.#depth) await this.#inHand.shift();
    } catch (error) {
      onEnd();
      throw error;
    }
    const prepared = this.#prepare(item);
    // Whoever waits for `finished` or the next `put` hears of the error.
    prepared.catch(() => undefined);
    const done = this.#last.then(async () => this.#finish(await prepared)).finally(onEnd);
    done.catch(() => undefined);
    this.#last = done;
    this.#inHand.push(done);
  }

  /** Resolves when everything that was put is finished. */
  async finished(): Promise<void> {
    await this.#last;
    this.#inHand = [];
  }
}

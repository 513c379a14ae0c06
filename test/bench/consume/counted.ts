/** From when it was made until the last event; joining the group (some 50 ms) is a part of it, for both. */
export class Counted {
  /** Events a second. */
  readonly rate: Promise<number>;
  readonly #size: number;
  readonly #done: (rate: number) => void;
  readonly #begun = performance.now();
  #count = 0;

  constructor(size: number) {
    const { promise, resolve } = Promise.withResolvers<number>();
    [this.rate, this.#done, this.#size] = [promise, resolve, size];
  }

  add(events: number): void {
    this.#count += events;
    if (this.#count >= this.#size) this.#done((this.#count * 1_000) / (performance.now() - this.#begun));
  }
}

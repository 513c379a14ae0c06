/** One service, with one instance or more. */
export class Upstream {
  readonly name: string;
  /** Of its instances. */
  readonly urls: readonly string[];
  #turn = 0;

  constructor(name: string, urls: readonly string[]) {
    this.name = name;
    this.urls = urls;
  }

  /** All instances, another one first each time. */
  inTurn(): readonly string[] {
    this.#turn = (this.#turn + 1) % this.urls.length;
    return [...this.urls.slice(this.#turn), ...this.urls.slice(0, this.#turn)];
  }
}

/** Calls one after another. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  async run<T>(job: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const turn = this.#last.then(job);
    this.#last = turn.catch(() => undefined); // who called hears of it; who comes next need not
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
    }
  }

  get isFree(): boolean {
    return this.#waiting === 0;
  }

  /** Resolves when nothing is running or waiting. */
  async whenFree(): Promise<void> {
    while (!this.isFree) await this.#last;
  }
}

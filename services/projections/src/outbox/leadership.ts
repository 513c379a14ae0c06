import type { ReadStore } from '@mailfold/read-store';

/** One process at a time publishes rows. Time is the database's, so that clocks of machines do not matter. */
export class Leadership {
  readonly #rows: ReadStore;
  readonly #me: string;
  readonly #leaseMs: number;

  constructor(rows: ReadStore, me: string, leaseMs: number) {
    this.#rows = rows;
    this.#me = me;
    this.#leaseMs = leaseMs;
  }

  /** Takes it, or keeps it. @returns the same epoch for as long as nobody else had it; undefined while another has it */
  async hold(): Promise<number | undefined> {
    const [held] = await this.#rows.query<{ epoch: number }>(
      `update view_topics.publisher set epoch = epoch + (holder is distinct from $1::uuid)::int, holder = $1,
         held_until = clock_timestamp() + $2 * interval '1 ms'
       where holder = $1 or held_until <= clock_timestamp() returning epoch`,
      [this.#me, this.#leaseMs],
    );
    return held?.epoch;
  }

  /** Anybody may take it at once. */
  async release(): Promise<void> {
    await this.#rows.query(
      "update view_topics.publisher set holder = null, held_until = '-infinity' where holder = $1",
      [this.#me],
    );
  }
}

import type { Outcome, Prepared } from './appending.ts';

const MOST_EVENTS = 1_000;

/** Writes some appends in one statement, all or none; their streams differ. */
export type Write = (group: readonly Prepared[]) => Promise<readonly Outcome[]>;

interface Waiting {
  readonly prepared: Prepared;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (thrown: unknown) => void;
}

/**
 * Appends that arrive while one is being committed share the next commit, and so the wait for the disk. What cannot be
 * committed together is tried one by one, so that each gets its own answer.
 */
export class AppendQueue {
  readonly #write: Write;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(write: Write) {
    this.#write = write;
  }

  append(prepared: Prepared): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ prepared, resolve, reject });
      if (!this.#writing) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) await this.#writeGroup(this.#nextGroup());
    this.#writing = false;
  }

  /** The longest run from the front in which no stream comes twice, up to a size. */
  #nextGroup(): Waiting[] {
    const streams = new Set<string>();
    let events = 0;
    const end = this.#waiting.findIndex(({ prepared }) => {
      const { stream, ids } = prepared.encoded;
      events += ids.length;
      if (streams.has(stream) || (streams.size > 0 && events > MOST_EVENTS)) return true;
      streams.add(stream);
      return false;
    });
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#write(group.map((one) => one.prepared));
      group.forEach((one, index) => settle(one, outcomes[index]));
    } catch (thrown) {
      const [only] = group;
      if (group.length === 1) return only?.reject(thrown);
      for (const one of group) await this.#writeGroup([one]);
    }
  }
}

function settle({ resolve, reject }: Waiting, outcome: Outcome | undefined): void {
  if (outcome === undefined) reject(new TypeError('event store: PostgreSQL answered an append without a row'));
  else resolve(outcome);
}

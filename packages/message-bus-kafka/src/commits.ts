import type { Mark, Partition } from './partition.ts';

/** Sends a commit to the group's coordinator; rejects when the partitions are ours no more, or Kafka is away. */
export type SendCommit = (marks: readonly Mark[]) => Promise<void>;

// A hint: what was finished since is skipped by its applied position when it comes again.
const EVERY_MS = 1_000;

/** Commits what is finished, now and then and when asked. */
export class Commits {
  readonly #partitions: () => Iterable<Partition>;
  #send: SendCommit | undefined;
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(partitions: () => Iterable<Partition>) {
    this.#partitions = partitions;
  }

  by(send: SendCommit): void {
    this.#send = send;
  }

  soon(): void {
    this.#timer ??= setTimeout(() => void this.now(), EVERY_MS).unref();
  }

  now(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = this.#last.then(() => this.#commit());
    return this.#last;
  }

  async #commit(): Promise<void> {
    const due = [...this.#partitions()].flatMap((partition) => {
      const mark = partition.uncommitted();
      return mark === undefined ? [] : [{ partition, mark }];
    });
    if (due.length === 0 || this.#send === undefined) return;
    try {
      await this.#send(due.map(({ mark }) => mark));
      for (const { partition, mark } of due) partition.commit(mark);
    } catch {
      // Another member has them by now and does it again, or Kafka is away: the next commit is further.
      this.soon();
    }
  }
}

/** What a reading commits in a partition. */
export interface Mark {
  readonly partition: number;
  /** The next to be read. */
  readonly offset: string;
  /** How far each group has finished (`metadataOf`). */
  readonly metadata: string;
}

/** Sends a commit to the group's coordinator; rejects when the partitions are ours no more, or Kafka is away. */
export type SendCommit = (marks: readonly Mark[]) => Promise<void>;

// A hint: what was finished since is skipped by its applied position when it comes again.
const EVERY_MS = 1_000;

/** Commits what is finished, now and then and when asked. */
export class Commits {
  readonly #marks: () => readonly Mark[];
  #committed: ReadonlyMap<number, Mark> = new Map();
  #send: SendCommit | undefined;
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();

  /** @param marks of every partition that is ours */
  constructor(marks: () => readonly Mark[]) {
    this.#marks = marks;
  }

  by(send: SendCommit): void {
    this.#send = send;
  }

  /** What stands now is where it begins, and needs no commit. */
  begin(): void {
    this.#note(this.#marks());
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
    const due = this.#marks().filter(({ partition, offset, metadata }) => {
      const before = this.#committed.get(partition);
      return before?.offset !== offset || before.metadata !== metadata;
    });
    if (due.length === 0 || this.#send === undefined) return;
    try {
      await this.#send(due);
      this.#note(due);
    } catch {
      // Another member has them by now and does it again, or Kafka is away: the next commit is further.
      this.soon();
    }
  }

  #note(marks: readonly Mark[]): void {
    this.#committed = new Map([...this.#committed, ...marks.map((mark) => [mark.partition, mark] as const)]);
  }
}

import type { StoredEvent } from '@mailfold/event-store';
import type { Ripe } from '@mailfold/message-bus';
import type { Pending } from './pending.ts';
import type { Place } from './places.ts';

/** An event with where it lies. */
export interface Taken {
  readonly event: StoredEvent;
  readonly offset: string;
}

/** What a group commits in a partition. */
export interface Mark {
  readonly partition: number;
  /** The next to be read. */
  readonly offset: string;
  /** The store position up to which everything is finished. */
  readonly metadata: string;
}

/** One partition while it is ours: what is finished, what is in hand, and what may be committed. */
export class Partition {
  readonly id: number;
  /** Everything of the partition up to this position is finished by the group. */
  finished: number;
  /** The offset that is fetched next. */
  expected: bigint;
  /** One more than the last offset of the partition, as of the last fetch. */
  end = 0n;
  /** Kafka has no more what comes next: it is read from the event store. */
  isBehindKafka: boolean;
  readonly #pending: Pending;
  #held: Taken[] = [];
  #due = 0;
  #next: bigint;
  #committed: string | undefined;

  constructor(place: Place, pending: Pending) {
    this.id = place.partition;
    this.finished = place.position;
    this.expected = place.offset ?? place.first;
    this.isBehindKafka = place.isBehindKafka;
    this.#next = this.expected;
    this.#pending = pending;
    this.#committed = this.#mark();
  }

  /** How many of those in hand are to be handled now. */
  get dueCount(): number {
    return this.#due;
  }

  get held(): readonly Taken[] {
    return this.#held;
  }

  /** The first position that is not finished, of those that came. */
  get unfinished(): number | undefined {
    return this.isBehindKafka ? this.finished + 1 : this.#held[0]?.event.position;
  }

  get patienceMs(): number | undefined {
    return this.#due > 0 ? undefined : this.#pending.patienceMs;
  }

  /** What was fetched, up to this offset. What was finished or is held already is passed over. */
  take(come: readonly Taken[], last: bigint, caughtUp: boolean): void {
    const idle = caughtUp && this.#held.length === 0;
    let known = this.#held.at(-1)?.event.position ?? this.finished;
    const fresh: StoredEvent[] = [];
    for (const taken of come) {
      if (taken.event.position <= known) continue;
      known = taken.event.position;
      this.#held.push(taken);
      fresh.push(taken.event);
    }
    this.#due += this.#pending.add(fresh, idle);
    this.pass(last);
  }

  /** Up to this offset there is nothing else for us. */
  pass(last: bigint): void {
    this.expected = last + 1n;
    if (this.#held.length === 0) this.#next = this.expected;
  }

  /** After `patienceMs`. */
  look(): void {
    this.#due += this.#pending.look();
  }

  /** What is to be handled now, cut where nothing belongs together. */
  due(most: number, ripe: Ripe | undefined): readonly StoredEvent[] {
    const events = this.#held.slice(0, Math.min(most, this.#due)).map(({ event }) => event);
    if (this.#due <= most) return events;
    const count = ripe?.(events) ?? 0;
    return count > 0 ? events.slice(0, count) : events;
  }

  finish(events: readonly StoredEvent[]): void {
    const last = this.#held[events.length - 1];
    if (last === undefined) return;
    this.#held = this.#held.slice(events.length);
    this.#due -= events.length;
    this.finished = last.event.position;
    this.#next = this.#held.length === 0 ? this.expected : BigInt(last.offset) + 1n;
  }

  /** What came in the store's order, not Kafka's. */
  finishUpTo(position: number): void {
    this.finished = Math.max(this.finished, position);
  }

  /** Kafka's first record is next. */
  catchUp(first: bigint): void {
    this.isBehindKafka = false;
    this.expected = first;
    this.#next = first;
  }

  /** Undefined when it is committed already. */
  uncommitted(): Mark | undefined {
    if (this.#mark() === this.#committed) return undefined;
    return { partition: this.id, offset: String(this.#next), metadata: String(this.finished) };
  }

  commit({ offset, metadata }: Mark): void {
    this.#committed = `${offset} ${metadata}`;
  }

  #mark(): string {
    return `${this.#next} ${this.finished}`;
  }
}

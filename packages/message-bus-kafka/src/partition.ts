import type { StoredEvent } from '@mailfold/event-store';
import type { Ripe } from '@mailfold/message-bus';
import type { Finished } from './metadata.ts';
import type { Pending } from './pending.ts';

/** An event with where it lies. */
export interface Taken {
  readonly event: StoredEvent;
  readonly offset: string;
}

export interface PartitionParts {
  readonly id: number;
  /** Everything up to this position is finished. */
  readonly position: number;
  readonly isBehind: boolean;
  /** The offset that is read first. */
  readonly offset: bigint;
  readonly pending: () => Pending;
}

/** Events that were read and not kept: they are to come from the store. */
export interface Missed {
  readonly events: number;
  /** The last of them. */
  readonly position: number;
  /** When the first of them was recorded, as far as that is known. */
  readonly since: string | undefined;
}

/** One partition of one group while it is ours: what is finished, and what is in hand. */
export class Partition {
  readonly id: number;
  /** Everything of the partition up to this position is finished by the group. */
  finished: number;
  readonly #newPending: () => Pending;
  #pending: Pending;
  #held: Taken[] = [];
  #due = 0;
  /** Of those held, the first are being handled. */
  #inHand = 0;
  /** The offset after the last that was read. */
  #read: bigint;
  #next: bigint;
  #missed: Missed | undefined;

  constructor({ id, position, isBehind, offset, pending }: PartitionParts) {
    this.id = id;
    this.finished = position;
    this.#read = offset;
    this.#next = offset;
    this.#newPending = pending;
    this.#pending = pending();
    if (isBehind) this.#missed = noneAfter(position);
  }

  /** How many of those in hand are to be handled now. */
  get dueCount(): number {
    return this.#due;
  }

  get held(): readonly Taken[] {
    return this.#held;
  }

  /** Undefined while nothing is to come from the store. */
  get missed(): Missed | undefined {
    return this.#missed;
  }

  /** The first position that is not finished, of those that came. */
  get unfinished(): number | undefined {
    return this.#held[0]?.event.position ?? (this.#missed === undefined ? undefined : this.finished + 1);
  }

  get patienceMs(): number | undefined {
    return this.#due > 0 ? undefined : this.#pending.patienceMs;
  }

  /** What is to be read again after a restart; undefined: nothing, it is read from the store. */
  get next(): bigint | undefined {
    return this.#missed === undefined ? this.#next : undefined;
  }

  get place(): Finished {
    return { position: this.finished, isBehind: this.#missed !== undefined };
  }

  /** What was read, up to this offset. What was finished or is held already is passed over. */
  take(come: readonly Taken[], last: bigint, caughtUp: boolean): void {
    if (this.#missed !== undefined) this.#missed = withMore(this.#missed, come);
    else this.#keep(come, caughtUp && this.#held.length === 0);
    this.pass(last);
  }

  #keep(come: readonly Taken[], idle: boolean): void {
    let known = this.#held.at(-1)?.event.position ?? this.finished;
    const fresh: StoredEvent[] = [];
    for (const taken of come) {
      if (taken.event.position <= known) continue;
      known = taken.event.position;
      this.#held.push(taken);
      fresh.push(taken.event);
    }
    this.#due += this.#pending.add(fresh, idle);
  }

  /** Up to this offset there is nothing else for us. */
  pass(last: bigint): void {
    this.#read = last + 1n;
    if (this.#held.length === 0) this.#next = this.#read;
  }

  /** After `patienceMs`. */
  look(): void {
    this.#due += this.#pending.look();
  }

  /** What is to be handled now, cut where nothing belongs together; it is in hand until it is finished. */
  due(most: number, ripe: Ripe | undefined): readonly StoredEvent[] {
    const events = this.#held.slice(0, Math.min(most, this.#due)).map(({ event }) => event);
    const count = this.#due <= most ? 0 : (ripe?.(events) ?? 0);
    const cut = count > 0 ? events.slice(0, count) : events;
    this.#inHand = cut.length;
    return cut;
  }

  finish(events: readonly StoredEvent[]): void {
    const last = this.#held[events.length - 1];
    this.#inHand = 0;
    if (last === undefined) return;
    this.#held = this.#held.slice(events.length);
    this.#due -= events.length;
    this.finished = last.event.position;
    this.#next = this.#held.length === 0 ? this.#read : BigInt(last.offset) + 1n;
  }

  /** Lets go of what waits, but for what is in hand, until it is read from the store. */
  drop(): void {
    const dropped = this.#held.slice(this.#inHand);
    this.#held = this.#held.slice(0, this.#inHand);
    this.#due = this.#inHand;
    this.#pending = this.#newPending();
    const last = this.#held.at(-1)?.event.position ?? this.finished;
    this.#missed = withMore(this.#missed ?? noneAfter(last), dropped);
  }

  /** What came from the store. */
  finishUpTo(position: number): void {
    this.finished = Math.max(this.finished, position);
  }

  /** Whether the store has given all that was missed: then what is read next is kept again. */
  isWholeAgain(): boolean {
    if (this.#missed !== undefined && this.#missed.position > this.finished) return false;
    this.#missed = undefined;
    this.#next = this.#read;
    return true;
  }
}

const noneAfter = (position: number): Missed => ({ events: 0, position, since: undefined });

const withMore = ({ events, position, since }: Missed, come: readonly Taken[]): Missed => {
  const fresh = come.filter(({ event }) => event.position > position);
  return {
    events: events + fresh.length,
    position: fresh.at(-1)?.event.position ?? position,
    since: since ?? fresh[0]?.event.recordedAt,
  };
};

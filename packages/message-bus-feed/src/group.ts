import { type EventStore, keyOf, type StoredEvent } from '@mailfold/event-store';
import { backoff, pause } from '@mailfold/kernel';
import { type Ripe, Ripening } from '@mailfold/message-bus';
import { Arrivals } from './arrivals.ts';
import type { Member } from './member.ts';
import type { Place } from './places.ts';
import { memberFor } from './rendezvous.ts';

/** Told of each rejection before its events come again. */
export type OnRejected = (rejected: {
  readonly group: string;
  readonly attempt: number;
  readonly thrown: unknown;
}) => void;

export interface GroupParts {
  readonly name: string;
  readonly events: EventStore;
  readonly lingerMs: number;
  readonly ripe: Ripe | undefined;
  readonly place: Place;
  readonly onRejected: OnRejected;
}

/**
 * A round that was many events but not a full one means that history is being read: more is coming within moments, and a
 * batch costs its handler about the same whatever its size. Live mail comes in ones and twos and never waits.
 */
const MANY = 64;
const GATHER_MS = 20;

const RETRY = backoff({ initialMs: 50, maxMs: 5_000, factor: 2 });

/**
 * The members of one group in this process. It goes in rounds: the next events are shared out by key, and the round is
 * over when every member has finished its part; so the place moves over finished work only, and a key that changes hands
 * between rounds keeps its order.
 */
export class Group {
  readonly #parts: GroupParts;
  readonly #members = new Set<Member>();
  #ending = ended();
  #pause = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(parts: GroupParts) {
    this.#parts = parts;
  }

  get position(): number {
    return this.#parts.place.position;
  }

  get members(): readonly Member[] {
    return [...this.#members];
  }

  join(member: Member): void {
    this.#members.add(member);
    if (!this.#ending.signal.aborted) return;
    const ending = new AbortController();
    this.#ending = ending;
    // The run before may still be finishing what was in hand.
    this.#running = this.#running.then(() => this.#run(ending.signal));
  }

  /** Resolves when the member's batch in hand is finished; its keys go to those who stay. */
  async leave(member: Member): Promise<void> {
    this.#members.delete(member);
    this.#pause.abort();
    const last = this.#members.size === 0;
    if (last) this.#ending.abort();
    const running = this.#running;
    await member.finished();
    if (!last) return;
    await running;
    await this.#parts.place.flush();
  }

  async #run(signal: AbortSignal): Promise<void> {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        await this.#follow(signal);
      } catch (thrown) {
        this.#parts.onRejected({ group: this.#parts.name, attempt, thrown });
        await this.#wait(attempt);
      }
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { events, lingerMs, ripe } = this.#parts;
    const linger = lingerMs > 0 ? { lingerMs } : {};
    const over = new AbortController();
    const within = AbortSignal.any([signal, over.signal]);
    const arrivals = new Arrivals(events.subscribeAll({ after: this.position, signal: within, ...linger }));
    const ripening = ripe && new Ripening(ripe);
    try {
      while (!signal.aborted) {
        const come = await arrivals.next(ripening?.patienceMs);
        if (come === undefined) return;
        await this.#rounds(ripening?.take(come) ?? come, signal);
      }
    } finally {
      over.abort();
      await arrivals.end();
    }
  }

  async #rounds(events: readonly StoredEvent[], signal: AbortSignal): Promise<void> {
    for (let rest = events; rest.length > 0 && !signal.aborted;) {
      const most = Math.min(...this.members.map((member) => member.maxBatch));
      const round = this.#cut(rest, most);
      await this.#round(round);
      rest = rest.slice(round.length);
      if (rest.length === 0 && round.length >= MANY && round.length < most) await this.#gather(signal);
    }
  }

  /** At most so many, cut where nothing belongs together. */
  #cut(events: readonly StoredEvent[], most: number): readonly StoredEvent[] {
    if (events.length <= most) return events;
    const first = events.slice(0, most);
    const ripe = this.#parts.ripe?.(first) ?? 0;
    return ripe > 0 ? first.slice(0, ripe) : first;
  }

  async #gather(signal: AbortSignal): Promise<void> {
    await pause(GATHER_MS, signal);
  }

  async #round(events: readonly StoredEvent[]): Promise<void> {
    const position = events.at(-1)?.position ?? this.position;
    let rest = events;
    for (let attempt = 1; rest.length > 0; attempt += 1) {
      if (attempt > 1) await this.#wait(attempt - 1);
      if (this.#members.size === 0) return;
      rest = await this.#deliver(rest, position, attempt);
    }
    this.#parts.place.advance(position);
  }

  /** What was not handled, in order. */
  async #deliver(events: readonly StoredEvent[], position: number, attempt: number): Promise<readonly StoredEvent[]> {
    const parts = share(events, this.members);
    const rejected = await Promise.all(
      parts.map(async ([member, part]) => {
        const failure = await member.deliver({ events: part, position });
        if (failure === undefined) return [];
        this.#parts.onRejected({ group: this.#parts.name, attempt, thrown: failure.thrown });
        return part;
      }),
    );
    return rejected.flat().toSorted((one, other) => one.position - other.position);
  }

  // A member that leaves cuts the back-off short: others can try at once, or the group ends.
  async #wait(attempt: number): Promise<void> {
    this.#pause = new AbortController();
    if (this.#ending.signal.aborted) return;
    await pause(RETRY(attempt), this.#pause.signal);
  }
}

function share(events: readonly StoredEvent[], members: readonly Member[]): [Member, readonly StoredEvent[]][] {
  const [only] = members;
  if (only !== undefined && members.length === 1) return [[only, events]];
  const parts = new Map<Member, StoredEvent[]>();
  for (const event of events) {
    const member = memberFor(keyOf(event), members);
    if (member === undefined) continue;
    const part = parts.get(member);
    if (part === undefined) parts.set(member, [event]);
    else part.push(event);
  }
  return [...parts];
}

function ended(): AbortController {
  const controller = new AbortController();
  controller.abort();
  return controller;
}

import type { OutgoingRecord } from './publisher.ts';

/** What one transaction takes. */
export interface Load {
  readonly records: readonly OutgoingRecord[];
  /** Everything of the shard up to here is in it or in one before. */
  readonly position: number;
}

export interface Limits {
  /** Most events in one transaction. */
  readonly events: number;
  /** Most bytes of values in one transaction; a single event may be larger. */
  readonly bytes: number;
}

interface Waiting {
  readonly records: readonly OutgoingRecord[];
  readonly bytes: number;
  readonly position: number;
}

/** Two transactions' worth: one may be filled while the other is on its way. */
const LOADS = 2;

/**
 * Events between the feed and Kafka. What gathers while a transaction runs goes with the next one; an event that finds none running
 * goes at once. Bounded: who adds waits for room.
 */
export class Outgoing {
  readonly #limits: Limits;
  #waiting: Waiting[] = [];
  #bytes = 0;
  #taken = 0;
  #changed = Promise.withResolvers<void>();
  #room = Promise.withResolvers<void>();
  #whole = Promise.withResolvers<void>();
  #ended = false;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get isFull(): boolean {
    const { events, bytes } = this.#limits;
    return this.#waiting.length >= events * LOADS || this.#bytes >= bytes * LOADS;
  }

  get #isWhole(): boolean {
    return this.#waiting.length >= this.#limits.events || this.#bytes >= this.#limits.bytes;
  }

  add(position: number, records: readonly OutgoingRecord[]): void {
    // One value goes to several topics.
    const bytes = records[0]?.value.length ?? 0;
    this.#push({ position, records, bytes });
  }

  /** There is nothing of the shard up to here. */
  pass(position: number): void {
    const last = this.#waiting.at(-1);
    // After what waits it is told by the load that takes the last of it.
    if (last !== undefined) this.#waiting.splice(-1, 1, { ...last, position: Math.max(last.position, position) });
    else if (position > this.#taken) this.#push({ records: [], bytes: 0, position });
  }

  /** Resolves when it is not full, or has ended. */
  async room(): Promise<void> {
    while (this.isFull && !this.#ended) await this.#room.promise;
  }

  /** The next load; waits for a first event. Undefined when it has ended. */
  async take(): Promise<Load | undefined> {
    while (this.#waiting.length === 0 && !this.#ended) {
      this.#changed = Promise.withResolvers();
      await this.#changed.promise;
    }
    if (this.#ended) return undefined;
    const taken = this.#waiting.splice(0, this.#fitting());
    this.#bytes -= taken.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#room.resolve();
    this.#room = Promise.withResolvers();
    this.#taken = taken.at(-1)?.position ?? this.#taken;
    return { records: taken.flatMap(({ records }) => records), position: this.#taken };
  }

  /** Resolves when so many milliseconds are over, or a whole load waits, or it has ended. */
  async gather(withinMs: number): Promise<void> {
    if (this.#isWhole || this.#ended) return;
    this.#whole = Promise.withResolvers();
    const late = setTimeout(this.#whole.resolve, withinMs);
    await this.#whole.promise;
    clearTimeout(late);
  }

  /** Nothing more is given out. */
  end(): void {
    this.#ended = true;
    this.#changed.resolve();
    this.#room.resolve();
    this.#whole.resolve();
  }

  #push(event: Waiting): void {
    this.#waiting.push(event);
    this.#bytes += event.bytes;
    this.#changed.resolve();
    if (this.#isWhole) this.#whole.resolve();
  }

  #fitting(): number {
    let bytes = 0;
    for (const [index, event] of this.#waiting.entries()) {
      bytes += event.bytes;
      if (index === this.#limits.events || (index > 0 && bytes > this.#limits.bytes)) return index;
    }
    return this.#waiting.length;
  }
}

import type { StoredEvent } from '../events.ts';

/** An event with the size of its JSON. */
export interface SizedEvent {
  readonly event: StoredEvent;
  readonly bytes: number;
}

export interface WindowLimits {
  readonly events: number;
  readonly bytes: number;
}

/** The newest events of the store without a gap, up to a number and a size: all after `from`, up to `to`. */
export class RecentEvents {
  readonly #limits: WindowLimits;
  #kept: SizedEvent[] = [];
  #first = 0;
  #bytes = 0;
  #from: number;
  #to: number;

  constructor(position: number, limits: WindowLimits) {
    this.#limits = limits;
    this.#from = position;
    this.#to = position;
  }

  /** Whoever read up to here or further finds everything newer in here. */
  get from(): number {
    return this.#from;
  }

  get to(): number {
    return this.#to;
  }

  /** Forgets everything; what comes next follows this position. */
  restart(position: number): void {
    this.#kept = [];
    this.#first = 0;
    this.#bytes = 0;
    this.#from = position;
    this.#to = position;
  }

  /** In order, following what is there; what is there already is passed over. */
  push(events: readonly SizedEvent[]): void {
    for (const sized of events) {
      if (sized.event.position <= this.#to) continue;
      this.#kept.push(sized);
      this.#bytes += sized.bytes;
      this.#to = sized.event.position;
    }
    this.#forget();
  }

  /** Events after a position that is not before `from`, at most `max`. */
  after(position: number, max: number): readonly StoredEvent[] {
    const start = this.#indexAfter(position);
    return this.#kept.slice(start, start + max).map((sized) => sized.event);
  }

  #indexAfter(position: number): number {
    let low = this.#first;
    let high = this.#kept.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = this.#kept[middle];
      if (at !== undefined && at.event.position <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #forget(): void {
    while (this.#kept.length - this.#first > this.#limits.events || this.#bytes > this.#limits.bytes) {
      const oldest = this.#kept[this.#first];
      if (oldest === undefined) break;
      this.#from = oldest.event.position;
      this.#bytes -= oldest.bytes;
      this.#first += 1;
    }
    // Moving everything for each forgotten event would cost more than the room it gives back.
    if (this.#first <= this.#limits.events) return;
    this.#kept = this.#kept.slice(this.#first);
    this.#first = 0;
  }
}

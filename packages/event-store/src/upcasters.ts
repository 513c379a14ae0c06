import type { StoredEvent } from './events.ts';

/** Turns the data of one version of an event into the next; pure, and total over everything ever stored. */
export interface Upcaster {
  /** `ingest.MessageObserved.v1` */
  readonly from: string;
  /** `ingest.MessageObserved.v2` */
  readonly to: string;
  upcast(data: unknown, event: StoredEvent): unknown;
}

/** Old versions are read as the newest that is known; the log itself never changes. */
export class Upcasters {
  readonly #byFrom: ReadonlyMap<string, Upcaster>;

  /** Throws when two start from one type, or when a chain comes back to itself. */
  constructor(upcasters: readonly Upcaster[]) {
    this.#byFrom = new Map(upcasters.map((upcaster) => [upcaster.from, upcaster]));
    if (this.#byFrom.size !== upcasters.length) throw new TypeError('upcasters: two start from the same type');
    for (const { from } of upcasters) this.#chain(from);
  }

  /** The event in its newest version; the same object when it is that already. */
  apply(event: StoredEvent): StoredEvent {
    let current = event;
    for (let next = this.#byFrom.get(current.type); next !== undefined; next = this.#byFrom.get(current.type)) {
      current = { ...current, type: next.to, data: next.upcast(current.data, current) };
    }
    return current;
  }

  /** The type and all stored types that are read as it, for a filter over stored events. */
  storedTypesOf(type: string): readonly string[] {
    const older = [...this.#byFrom.keys()].filter((from) => this.#chain(from).includes(type));
    return [type, ...older];
  }

  #chain(from: string): readonly string[] {
    const passed: string[] = [];
    for (let next = this.#byFrom.get(from); next !== undefined; next = this.#byFrom.get(next.to)) {
      if (passed.includes(next.to)) throw new TypeError(`upcasters: ${from} comes back to itself`);
      passed.push(next.to);
    }
    return passed;
  }
}

export const noUpcasters = new Upcasters([]);

import type { StoredEvent } from '@mailfold/event-store';
import { type Ripe, Ripening } from '@mailfold/message-bus';

type Events = readonly StoredEvent[];

/** Says of the events of a partition how many are to be handled now: first who had nothing to do lingers, then what is not ripe waits. */
export class Pending {
  readonly #lingerMs: number;
  readonly #ripening: Ripening | undefined;
  readonly #now: () => number;
  #lingering: Events = [];
  #lingersUntil = 0;
  #kept = 0;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(lingerMs: number, ripe: Ripe | undefined, now: () => number = () => performance.now()) {
    this.#lingerMs = lingerMs;
    this.#ripening = ripe && new Ripening(ripe, now);
    this.#now = now;
  }

  /** @param idle that until now there was nothing to do. @returns how many of all that were added are to be handled now, in their order */
  add(come: Events, idle: boolean): number {
    if (idle && this.#lingerMs > 0 && this.#lingering.length === 0) this.#lingersUntil = this.#now() + this.#lingerMs;
    this.#lingering = this.#lingering.length === 0 ? come : [...this.#lingering, ...come];
    return this.look();
  }

  /** After `patienceMs`. */
  look(): number {
    if (this.#now() < this.#lingersUntil) return 0;
    const come = this.#lingering;
    this.#lingering = [];
    if (this.#ripening === undefined) return come.length;
    const due = this.#ripening.take(come).length;
    this.#kept += come.length - due;
    return due;
  }

  /** How long to wait before looking again, in milliseconds; undefined: nothing waits. */
  get patienceMs(): number | undefined {
    if (this.#lingering.length > 0) return Math.max(0, this.#lingersUntil - this.#now());
    return this.#kept > 0 ? this.#ripening?.patienceMs : undefined;
  }
}

import type { StoredEvent } from '@mailfold/event-store';
import type { Ripe } from './message-bus.ts';

/** Longer than it takes to follow a batch of history, even right after the start. */
const PATIENCE_MS = 1_000;
/** More are not kept back. */
const MOST_WAITING = 6_000;

type Events = readonly StoredEvent[];

/** Events that wait a moment for what follows from them, and with them all that came after: what is handled has no gaps. */
export class Ripening {
  readonly #ripe: Ripe;
  readonly #now: () => number;
  #waiting: Events = [];
  /** When the first of them began to wait. */
  #since = 0;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(ripe: Ripe, now: () => number = () => performance.now()) {
    this.#ripe = ripe;
    this.#now = now;
  }

  /** How long to wait for more, in milliseconds; undefined: nothing waits. */
  get patienceMs(): number | undefined {
    if (this.#waiting.length === 0) return undefined;
    return Math.max(0, this.#since + PATIENCE_MS - this.#now());
  }

  /** Adds what came. @returns what is to be handled now, in order */
  take(come: Events): Events {
    const all = this.#waiting.length === 0 ? come : [...this.#waiting, ...come];
    const count = this.patienceMs === 0 || all.length > MOST_WAITING ? all.length : this.#ripe(all);
    if (count > 0 || this.#waiting.length === 0) this.#since = this.#now();
    this.#waiting = all.slice(count);
    return count === all.length ? all : all.slice(0, count);
  }
}

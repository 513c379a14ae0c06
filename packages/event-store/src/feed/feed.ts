import { pause } from '@mailfold/kernel';
import type { EventFilter, FeedItem } from '../event-store.ts';
import type { FeedSource } from './feed-source.ts';
import { Reader } from './reader.ts';
import type { SizedEvent, WindowLimits } from './recent-events.ts';
import { Tail } from './tail.ts';
import { persist } from './waiting.ts';

export interface Subscribe {
  readonly after: number;
  readonly filter?: EventFilter;
  readonly lingerMs?: number;
  readonly signal: AbortSignal;
}

const WINDOW: WindowLimits = { events: 6_144, bytes: 12 * 1024 * 1024 };

/**
 * `subscribeAll` over a store that can be read by position. Whoever keeps up is served from one window of recent events;
 * whoever is behind it reads pages of its own, so a slow subscriber holds nothing but its own place.
 */
export class Feed {
  readonly #source: FeedSource;
  readonly #window: WindowLimits;
  #tail: Promise<Tail> | undefined;
  #current: Tail | undefined;
  #subscribers = 0;

  constructor(source: FeedSource, window: WindowLimits = WINDOW) {
    this.#source = source;
    this.#window = window;
  }

  /** Events as their writer knows them, after `previous` and with nothing in between; called after their commit. */
  committed(previous: number, events: () => readonly SizedEvent[]): void {
    this.#current?.take(previous, events);
  }

  wake(): void {
    this.#current?.wake();
  }

  async *subscribe(options: Subscribe): AsyncGenerator<FeedItem, void, undefined> {
    this.#subscribers += 1;
    try {
      const tail = await persist(options.signal, () => this.#join());
      if (tail !== undefined) yield* this.#follow(tail, options);
    } finally {
      this.#subscribers -= 1;
      if (this.#subscribers === 0) await this.#leave();
    }
  }

  /** Ends every subscription's reading ahead; they end by their own signals. */
  async close(): Promise<void> {
    await this.#current?.stop();
  }

  async *#follow(
    tail: Tail,
    { after, filter, lingerMs, signal }: Subscribe,
  ): AsyncGenerator<FeedItem, void, undefined> {
    const reader = new Reader(tail, this.#source, filter);
    let at = after;
    let told: number | undefined;
    while (!signal.aborted) {
      const from = at;
      const step = await persist(signal, async () => reader.after(from));
      if (step === undefined || signal.aborted) return;
      at = step.position;
      if (step.events.length > 0) yield { kind: 'events', events: step.events };
      if (at < tail.recent.to) continue;
      if (told !== at) yield { kind: 'caught-up', position: at };
      told = at;
      await tail.beyond(at, signal);
      if (lingerMs !== undefined) await pause(lingerMs, signal);
    }
  }

  async #join(): Promise<Tail> {
    this.#tail ??= this.#start();
    return this.#tail;
  }

  async #start(): Promise<Tail> {
    try {
      this.#current = await Tail.start(this.#source, this.#window);
      return this.#current;
    } catch (thrown) {
      this.#tail = undefined;
      throw thrown;
    }
  }

  async #leave(): Promise<void> {
    const tail = await this.#tail?.catch(() => undefined);
    if (this.#subscribers > 0) return;
    this.#tail = undefined;
    this.#current = undefined;
    await tail?.stop();
  }
}

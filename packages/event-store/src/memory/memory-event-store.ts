import { type Clock, systemClock } from '@mailfold/kernel';
import { type EventCodec, plainCodec } from '../codec.ts';
import { encode } from '../encode.ts';
import { idReused } from '../errors.ts';
import type { Append, Appended, EventStore, FeedItem, ReadAllOptions, ReadStreamOptions } from '../event-store.ts';
import type { StoredEvent } from '../events.ts';
import { Feed, type Subscribe } from '../feed/feed.ts';
import type { PageRequest } from '../feed/feed-source.ts';
import type { SizedEvent } from '../feed/recent-events.ts';
import { matcher } from '../filter.ts';
import { sameContent } from '../same-content.ts';
import { noUpcasters, type Upcasters } from '../upcasters.ts';
import { type Kept, MemoryLog, type Placed } from './memory-log.ts';

export interface MemoryEventStoreOptions {
  readonly clock?: Clock;
  readonly codec?: EventCodec;
  readonly upcasters?: Upcasters;
}

/** The event store's rules in memory, for unit tests and simulations: nothing outlives the process. */
export class MemoryEventStore implements EventStore {
  readonly capabilities = {
    durable: false,
    atomicStreams: true,
    idempotentAny: true,
    sharedTransactions: false,
    uniqueIds: true,
    positionsCount: true,
  };
  readonly #clock: Clock;
  readonly #codec: EventCodec;
  readonly #upcasters: Upcasters;
  readonly #feed: Feed;
  readonly #log = new MemoryLog();

  constructor(options: MemoryEventStoreOptions = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#codec = options.codec ?? plainCodec;
    this.#upcasters = options.upcasters ?? noUpcasters;
    this.#feed = new Feed({
      page: (request) => this.#page(request),
      head: () => this.head(),
      watch: () => Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve() }),
    });
  }

  async append(append: Append): Promise<Appended> {
    const [appended] = await this.appendMany([append]);
    if (appended === undefined) throw new TypeError('memory event store: one append, no answer');
    return appended;
  }

  async appendMany(appends: readonly Append[]): Promise<Appended[]> {
    await this.#codec.beforeEncode?.(appends.flatMap((append) => append.events));
    const encoded = appends.map((append) => encode(append, this.#codec));
    const before = this.#log.head;
    const recordedAt = this.#clock.now().toISOString();
    try {
      return appends.map((append, index) => this.#appendOne(append, encoded[index], recordedAt));
    } catch (thrown) {
      this.#log.undoTo(before);
      throw thrown;
    } finally {
      if (this.#log.head > before) this.#feed.wake();
    }
  }

  #appendOne(append: Append, encoded: ReturnType<typeof encode> | undefined, recordedAt: string): Appended {
    if (encoded === undefined) throw new TypeError('memory event store: an append was not encoded');
    const { revision, position, there }: Placed = this.#log.append(encoded, append.expected, recordedAt);
    there.forEach(({ row }, index) => {
      const offered = append.events[index];
      if (offered === undefined || !sameContent(this.#codec.decode(row), offered)) throw idReused(append.stream);
    });
    return { revision, position };
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<StoredEvent[]> {
    const { direction = 'forwards', max = 1_000 } = options;
    const kept = this.#log.stream(stream);
    const from = options.from ?? (direction === 'forwards' ? 0 : kept.length - 1);
    const wanted =
      direction === 'forwards'
        ? kept.slice(from, from + max)
        : kept
            .slice(0, from + 1)
            .toReversed()
            .slice(0, max);
    return (await this.#decode(wanted)).map((sized) => sized.event);
  }

  async readAll({ after, filter, max = 1_000 }: ReadAllOptions): Promise<StoredEvent[]> {
    return (await this.#page({ after, filter, max })).map((sized) => sized.event);
  }

  head(): Promise<number> {
    return Promise.resolve(this.#log.head);
  }

  subscribeAll(options: Subscribe): AsyncIterable<FeedItem> {
    return this.#feed.subscribe(options);
  }

  /** Holds nothing that must be given back; subscriptions end by their signals. */
  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  async #page({ after, filter, max }: PageRequest): Promise<readonly SizedEvent[]> {
    const matches = matcher(filter);
    const found: SizedEvent[] = [];
    for (let at = after; found.length < max && at < this.#log.head; at += max) {
      const decoded = await this.#decode(this.#log.between(at, at + max));
      found.push(...decoded.filter((sized) => matches(sized.event)).slice(0, max - found.length));
    }
    return found;
  }

  async #decode(kept: readonly Kept[]): Promise<readonly SizedEvent[]> {
    await this.#codec.beforeDecode?.(kept.map(({ row }) => row));
    return kept.map(({ row, bytes }) => ({ event: this.#upcasters.apply(this.#codec.decode(row)), bytes }));
  }
}

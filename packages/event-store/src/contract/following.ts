import type { EventFilter, EventStore, FeedItem } from '../event-store.ts';
import type { StoredEvent } from '../events.ts';

/** A subscription that a test pulls from by hand. */
export class Following implements AsyncDisposable {
  readonly #ending = new AbortController();
  readonly #items: AsyncIterator<FeedItem>;

  constructor(store: EventStore, after: number, filter?: EventFilter) {
    const signal = this.#ending.signal;
    const feed = store.subscribeAll({ after, signal, ...(filter === undefined ? {} : { filter }) });
    this.#items = feed[Symbol.asyncIterator]();
  }

  async next(): Promise<FeedItem> {
    const { done, value } = await this.#items.next();
    if (done === true) throw new Error('the subscription ended');
    return value;
  }

  /** So many events, over what lies between. */
  async take(count: number): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    while (events.length < count) {
      const item = await this.next();
      if (item.kind === 'events') events.push(...item.events);
    }
    return events;
  }

  /** The events up to the next time that it has caught up. */
  async untilCaughtUp(): Promise<{ readonly events: readonly StoredEvent[]; readonly position: number }> {
    const events: StoredEvent[] = [];
    for (;;) {
      const item = await this.next();
      if (item.kind === 'caught-up') return { events, position: item.position };
      events.push(...item.events);
    }
  }

  /** Ends it; true when it ends as it must. */
  async end(): Promise<boolean> {
    this.#ending.abort();
    for (;;) {
      const { done } = await this.#items.next();
      if (done === true) return true;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort();
    await this.#items.return?.();
  }
}

export const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map((event) => event.id);

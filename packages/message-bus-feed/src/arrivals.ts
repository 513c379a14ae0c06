import { setTimeout as delay } from 'node:timers/promises';
import type { FeedItem, StoredEvent } from '@mailfold/event-store';

/** The events of a subscription as they come; who has some in hand need not wait for the next for ever. */
export class Arrivals {
  readonly #items: AsyncIterator<FeedItem>;
  #coming: Promise<IteratorResult<FeedItem>> | undefined;

  constructor(subscription: AsyncIterable<FeedItem>) {
    this.#items = subscription[Symbol.asyncIterator]();
  }

  /** Undefined when the subscription has ended; empty when none came within so many milliseconds. Rejects as the subscription does. */
  async next(withinMs?: number): Promise<readonly StoredEvent[] | undefined> {
    const end = withinMs === undefined ? undefined : performance.now() + withinMs;
    for (;;) {
      this.#coming ??= this.#items.next();
      const item = await (end === undefined ? this.#coming : before(this.#coming, end - performance.now()));
      if (item === undefined) return [];
      this.#coming = undefined;
      if (item.done === true) return undefined;
      if (item.value.kind === 'events') return item.value.events;
    }
  }

  /** Ends the subscription, once its signal has aborted. */
  async end(): Promise<void> {
    await this.#items.return?.();
  }
}

/** Undefined when it takes longer than so many milliseconds. */
async function before<Result>(coming: Promise<Result>, milliseconds: number): Promise<Result | undefined> {
  const timer = new AbortController();
  try {
    return await Promise.race([
      coming,
      delay(Math.max(0, milliseconds), undefined, { signal: timer.signal }).catch(() => undefined),
    ]);
  } finally {
    timer.abort();
  }
}

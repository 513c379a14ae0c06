import type { FeedItem, StoredEvent } from '@mailfold/event-store';
import { sampleEvent } from '@mailfold/event-store/contract';
import { Arrivals } from '../src/arrivals.ts';

const event = (position: number): StoredEvent => ({
  ...sampleEvent(),
  stream: 's',
  revision: position,
  position,
  recordedAt: '2026-01-01T00:00:00.000Z',
});

/** A subscription that gives what it is given, and says when it has ended. */
class Feed {
  ended = false;
  readonly #given: (FeedItem | Error)[] = [];
  #wake: () => void = () => undefined;

  give(item: FeedItem | Error): void {
    this.#given.push(item);
    this.#wake();
  }

  async *items(): AsyncGenerator<FeedItem, void, undefined> {
    try {
      for (;;) {
        const item = this.#given.shift();
        if (item instanceof Error) throw item;
        if (item !== undefined) yield item;
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      this.ended = true;
    }
  }
}

describe('Arrivals', () => {
  let feed: Feed;
  let arrivals: Arrivals;
  beforeEach(() => {
    feed = new Feed();
    arrivals = new Arrivals(feed.items());
  });

  it('gives events, and passes over the news that there are no more', async () => {
    const coming = arrivals.next();
    feed.give({ kind: 'caught-up', position: 1 });
    feed.give({ kind: 'events', events: [event(2)] });
    expect((await coming)?.map(({ position }) => position)).toEqual([2]);
  });

  it('gives none when the time is up, and loses nothing that comes afterwards', async () => {
    expect(await arrivals.next(0)).toEqual([]);
    feed.give({ kind: 'events', events: [event(1)] });
    expect((await arrivals.next(1_000))?.map(({ position }) => position)).toEqual([1]);
  });

  it('tells of a failure that came while nobody waited', async () => {
    expect(await arrivals.next(0)).toEqual([]);
    feed.give(new Error('away'));
    await expect(arrivals.next(1_000)).rejects.toThrow('away');
  });

  it('ends the subscription wherever it stands', async () => {
    const coming = arrivals.next();
    feed.give({ kind: 'events', events: [event(1)] });
    await coming;
    await arrivals.end();
    expect(feed.ended).toBe(true);
    expect(await arrivals.next()).toBeUndefined();
  });
});

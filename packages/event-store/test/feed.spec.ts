import type { FeedItem } from '../src/event-store.ts';
import { Feed } from '../src/feed/feed.ts';
import { away, ScriptedSource, sizedEvent } from './scripted-source.ts';

/** A subscriber that pulls when it is told to. */
class Puller {
  readonly #items: AsyncIterator<FeedItem>;
  readonly ending = new AbortController();

  constructor(feed: Feed, after: number) {
    this.#items = feed.subscribe({ after, signal: this.ending.signal });
  }

  async positions(count: number): Promise<number[]> {
    const positions: number[] = [];
    while (positions.length < count) {
      const { value } = await this.#items.next();
      if (value?.kind === 'events')
        positions.push(...value.events.map((event: { position: number }) => event.position));
    }
    return positions;
  }

  async caughtUp(): Promise<void> {
    for (;;) {
      const { value } = await this.#items.next();
      if (value?.kind === 'caught-up') return;
    }
  }

  next(): Promise<IteratorResult<FeedItem>> {
    return this.#items.next();
  }

  async end(): Promise<void> {
    this.ending.abort();
    await this.#items.return?.();
  }
}

const upTo = (last: number, from = 1): number[] => Array.from({ length: last - from + 1 }, (_, index) => from + index);

describe('Feed', () => {
  it('reads a batch once for ten subscribers that keep up', async () => {
    const source = new ScriptedSource();
    const feed = new Feed(source);
    const pullers = Array.from({ length: 10 }, () => new Puller(feed, 0));
    await Promise.all(pullers.map((puller) => puller.caughtUp()));
    const read = source.pages.length;
    source.add(20);
    source.notify();
    expect(await Promise.all(pullers.map((puller) => puller.positions(20)))).toEqual(pullers.map(() => upTo(20)));
    expect(source.pages.length - read).toBe(1);
    await Promise.all(pullers.map((puller) => puller.end()));
  });

  it('does not read what its writer hands over', async () => {
    const source = new ScriptedSource();
    const feed = new Feed(source);
    const puller = new Puller(feed, 0);
    await puller.caughtUp();
    const read = source.pages.length;
    const added = source.add(3);
    feed.committed(0, () => added);
    source.notify();
    expect(await puller.positions(3)).toEqual([1, 2, 3]);
    expect(source.pages.length).toBe(read);
    await puller.end();
  });

  it('reads what lies before the events that were handed over', async () => {
    const source = new ScriptedSource();
    const feed = new Feed(source);
    const puller = new Puller(feed, 0);
    await puller.caughtUp();
    source.add(2);
    const mine = source.add(1);
    feed.committed(2, () => mine);
    expect(await puller.positions(3)).toEqual([1, 2, 3]);
    await puller.end();
  });

  it('lets a slow one fall back to pages of its own, and loses nothing', async () => {
    const source = new ScriptedSource();
    const feed = new Feed(source, { events: 50, bytes: 1_000_000 });
    const [slow, quick] = [new Puller(feed, 0), new Puller(feed, 0)];
    await Promise.all([slow.caughtUp(), quick.caughtUp()]);
    for (let count = 0; count < 10; count += 1) {
      source.add(100);
      source.notify();
      await quick.positions(100);
    }
    expect(await slow.positions(1_000)).toEqual(upTo(1_000));
    await Promise.all([slow.end(), quick.end()]);
  });

  it('waits for a store that is away, in the past and live', async () => {
    const source = new ScriptedSource();
    source.add(2);
    source.failures.push(away(), away());
    const feed = new Feed(source);
    const puller = new Puller(feed, 0);
    expect(await puller.positions(2)).toEqual([1, 2]);
    await puller.caughtUp();
    source.failures.push(away());
    source.add(1);
    source.notify();
    expect(await puller.positions(1)).toEqual([3]);
    await puller.end();
  });

  it('tells its subscribers of what no waiting can mend, those that are live too', async () => {
    const source = new ScriptedSource();
    const feed = new Feed(source);
    const puller = new Puller(feed, 0);
    await puller.caughtUp();
    const broken = new RangeError('cannot be decoded');
    source.failures.push(broken, broken);
    source.add(1);
    source.notify();
    await expect(puller.next()).rejects.toBe(broken);
  });

  it('reads, when what was handed over cannot be made', async () => {
    const source = new ScriptedSource();
    const feed = new Feed(source);
    const puller = new Puller(feed, 0);
    await puller.caughtUp();
    source.add(1);
    feed.committed(0, () => {
      throw new RangeError('cannot be decoded here');
    });
    expect(await puller.positions(1)).toEqual([1]);
    await puller.end();
  });

  it('keeps nothing while nobody subscribes', async () => {
    const source = new ScriptedSource();
    const feed = new Feed(source);
    const first = new Puller(feed, 0);
    await first.caughtUp();
    await first.end();
    feed.committed(0, () => [sizedEvent(1)]);
    source.add(2);
    const second = new Puller(feed, 0);
    expect(await second.positions(2)).toEqual([1, 2]);
    await second.end();
  });
});

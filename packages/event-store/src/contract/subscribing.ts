import type { NewEvent } from '../events.ts';
import type { EventStoreFixture } from './fixture.ts';
import { Following, idsOf } from './following.ts';
import { batchOf, sampleStream } from './samples.ts';

export function subscribingFacts(fixture: () => EventStoreFixture): void {
  const store = () => fixture().store;
  const add = async (events: readonly NewEvent[]): Promise<number> =>
    (await store().append({ stream: sampleStream(), expected: 'none', events })).position;

  describe('subscribing', () => {
    it('gives what is there, says that it has caught up, then gives what comes', async () => {
      const start = await store().head();
      const [before, after] = [batchOf(3), batchOf(2)];
      const position = await add(before);
      await using feed = new Following(store(), start);
      const caughtUp = await feed.untilCaughtUp();
      expect(caughtUp.position).toBe(position);
      await add(after);
      expect(idsOf([...caughtUp.events, ...(await feed.take(2))])).toEqual(idsOf([...before, ...after]));
    });

    it('says that it has caught up where there is nothing', async () => {
      const head = await store().head();
      await using feed = new Following(store(), head);
      expect(await feed.next()).toEqual({ kind: 'caught-up', position: head });
    });

    it('says so again each time that it is at the end, also when nothing matched', async () => {
      const head = await store().head();
      await using feed = new Following(store(), head, { types: ['none.'] });
      await feed.untilCaughtUp();
      const position = await add(batchOf(2));
      expect(await feed.next()).toEqual({ kind: 'caught-up', position });
    });

    it('gives what matches only, from the past and live', async () => {
      const start = await store().head();
      const wanted = () => batchOf(1, { type: 'linking.DealLinked.v1' });
      const [past, live] = [wanted(), wanted()];
      await add([...batchOf(2), ...past]);
      await using feed = new Following(store(), start, { types: ['linking.'] });
      const { events } = await feed.untilCaughtUp();
      await add([...live, ...batchOf(2)]);
      expect(idsOf([...events, ...(await feed.take(1))])).toEqual(idsOf([...past, ...live]));
    });

    it('resumes after any position', async () => {
      const start = await store().head();
      const events = batchOf(4);
      await add(events);
      const [, second] = await store().readAll({ after: start });
      await using feed = new Following(store(), second?.position ?? 0);
      expect(idsOf((await feed.untilCaughtUp()).events)).toEqual(idsOf(events.slice(2)));
    });

    it('gives the same to many, those of another process too', async () => {
      const start = await store().head();
      await using other = await fixture().another();
      const feeds = Array.from({ length: 5 }, (_, index) => new Following(index % 2 === 0 ? store() : other, start));
      await Promise.all(feeds.map((feed) => feed.untilCaughtUp()));
      const events = Array.from({ length: 10 }, () => batchOf(3));
      const taken = Promise.all(feeds.map((feed) => feed.take(30)));
      for (const [index, batch] of events.entries()) {
        const writer = index % 2 === 0 ? store() : other;
        await writer.append({ stream: sampleStream(), expected: 'none', events: batch });
      }
      const expected = idsOf(events.flat());
      for (const seen of await taken) expect(idsOf(seen)).toEqual(expected);
      await Promise.all(feeds.map((feed) => feed[Symbol.asyncDispose]()));
    });

    it('ends when its signal aborts, while it waits', async () => {
      await using feed = new Following(store(), await store().head());
      await feed.untilCaughtUp();
      expect(await feed.end()).toBe(true);
    });

    it('gives nothing when its signal was aborted before', async () => {
      const items: unknown[] = [];
      for await (const item of store().subscribeAll({ after: 0, signal: AbortSignal.abort() })) items.push(item);
      expect(items).toEqual([]);
    });

    it('can be left in the middle and begun again', async () => {
      const start = await store().head();
      const events = batchOf(3);
      await add(events);
      const ending = new AbortController();
      for await (const item of store().subscribeAll({ after: start, signal: ending.signal })) {
        if (item.kind === 'events') break;
      }
      await using feed = new Following(store(), start);
      expect(idsOf(await feed.take(3))).toEqual(idsOf(events));
    });
  });
}

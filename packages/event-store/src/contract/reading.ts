import { randomUUID } from 'node:crypto';
import type { EventStoreFixture } from './fixture.ts';
import { batchOf, sampleEvent, sampleStream } from './samples.ts';

export function readingFacts(fixture: () => EventStoreFixture): void {
  const store = () => fixture().store;

  describe('reading a stream', () => {
    const stream = sampleStream();
    const revisions = async (options: Parameters<EventStoreFixture['store']['readStream']>[1]): Promise<number[]> =>
      (await store().readStream(stream, options)).map((event) => event.revision);

    beforeAll(() => store().append({ stream, expected: 'any', events: batchOf(5) }));

    it.each([
      [{}, [0, 1, 2, 3, 4]],
      [{ from: 3 }, [3, 4]],
      [{ from: 1, max: 2 }, [1, 2]],
      [{ from: 9 }, []],
      [{ direction: 'backwards' as const }, [4, 3, 2, 1, 0]],
      [{ direction: 'backwards' as const, from: 2 }, [2, 1, 0]],
      [{ direction: 'backwards' as const, max: 1 }, [4]],
      [{ direction: 'backwards' as const, from: 99, max: 1 }, [4]],
    ])('gives for %j the revisions %j', async (options, expected) => {
      expect(await revisions(options)).toEqual(expected);
    });

    it('gives nothing of a stream that does not exist', async () => {
      expect(await store().readStream(sampleStream())).toEqual([]);
    });
  });

  describe('reading all', () => {
    it('gives every event once, in one order, page by page', async () => {
      const start = await store().head();
      const ids: string[] = [];
      for (const context of ['ingest', 'threading', 'ingest']) {
        const events = batchOf(4);
        await store().append({ stream: sampleStream(context), expected: 'none', events });
        ids.push(...events.map((event) => event.id));
      }
      const read: string[] = [];
      for (let after = start, page = await store().readAll({ after, max: 5 }); page.length > 0;) {
        read.push(...page.map((event) => event.id));
        after = page.at(-1)?.position ?? after;
        page = await store().readAll({ after, max: 5 });
      }
      expect(read).toEqual(ids);
    });

    it('gives positions that grow', async () => {
      const positions = (await store().readAll({ after: 0, max: 50 })).map((event) => event.position);
      expect(positions.length).toBeGreaterThan(10);
      expect(positions).toEqual([...new Set(positions)].toSorted((one, other) => one - other));
    });

    it('gives nothing after the head', async () => {
      expect(await store().readAll({ after: await store().head() })).toEqual([]);
    });
  });

  describe('a filter', () => {
    const tenantId = randomUUID();
    let start = 0;
    const matching = async (filter: object): Promise<string[]> =>
      (await store().readAll({ after: start, filter })).map((event) => event.type);

    beforeAll(async () => {
      start = await store().head();
      const types = ['threading.ThreadStarted.v1', 'threadings.Other.v1', 'linking.DealLinked.v1'];
      const events = types.map((type) => sampleEvent({ type }));
      events.push(sampleEvent({ type: 'linking.ContactLinked.v1', meta: { tenantId } }));
      await store().append({ stream: sampleStream(), expected: 'none', events });
    });

    it('finds full types', async () => {
      expect(await matching({ types: ['linking.DealLinked.v1'] })).toEqual(['linking.DealLinked.v1']);
    });

    it('finds contexts by their name with a point, and no longer name', async () => {
      expect(await matching({ types: ['threading.'] })).toEqual(['threading.ThreadStarted.v1']);
    });

    it('finds what any of several types matches, in order', async () => {
      expect(await matching({ types: ['linking.', 'threadings.Other.v1'] })).toEqual([
        'threadings.Other.v1',
        'linking.DealLinked.v1',
        'linking.ContactLinked.v1',
      ]);
    });

    it('finds one tenant', async () => {
      expect(await matching({ tenantId })).toEqual(['linking.ContactLinked.v1']);
    });

    it('finds what matches type and tenant', async () => {
      expect(await matching({ tenantId, types: ['threading.'] })).toEqual([]);
    });

    it('that is empty finds all', async () => {
      expect(await matching({ types: [] })).toHaveLength(4);
    });

    it('fills a page with what matches', async () => {
      const page = await store().readAll({ after: start, max: 1, filter: { types: ['linking.'] } });
      expect(page.map((event) => event.type)).toEqual(['linking.DealLinked.v1']);
    });
  });
}

import type { EventStoreCapabilities } from '../event-store.ts';
import type { EventStoreFixture } from './fixture.ts';
import { batchOf, sampleEvent, sampleStream } from './samples.ts';

const CONFLICT = { code: 'event-store/conflict', retry: 'never' };
const ID_REUSED = { code: 'event-store/id-reused', retry: 'never' };

export function appendingFacts(fixture: () => EventStoreFixture, capabilities: EventStoreCapabilities): void {
  const store = () => fixture().store;

  describe('appending', () => {
    it('numbers a stream from 0 without gaps', async () => {
      const stream = sampleStream();
      const first = await store().append({ stream, expected: 'none', events: batchOf(3) });
      const second = await store().append({ stream, expected: 2, events: batchOf(2) });
      expect([first.revision, second.revision]).toEqual([2, 4]);
      expect((await store().readStream(stream)).map((event) => event.revision)).toEqual([0, 1, 2, 3, 4]);
    });

    it('answers with the position of the last event, above all before', async () => {
      const before = await store().head();
      const { position } = await store().append({ stream: sampleStream(), expected: 'none', events: batchOf(2) });
      expect(position).toBeGreaterThan(before);
      expect(await store().head()).toBe(position);
    });

    it('takes -1 for a stream that does not exist', async () => {
      const append = { stream: sampleStream(), expected: -1, events: batchOf(1) };
      expect((await store().append(append)).revision).toBe(0);
    });

    it('keeps what was appended, as it was', async () => {
      const stream = sampleStream();
      const event = sampleEvent({ data: { text: 'ünï\n"', list: [1, null, { deep: true }], zero: 0, empty: '' } });
      await store().append({ stream, expected: 'none', events: [event] });
      const [stored] = await store().readStream(stream);
      expect(stored).toMatchObject({ ...event, stream, revision: 0 });
      expect(stored?.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    it.each([
      ['none', 'a stream that exists'],
      [0, 'a stream that went on'],
      [7, 'a stream that is shorter'],
    ] as const)('refuses %s on %s, and tells the revision that is there', async (expected, _on) => {
      const stream = sampleStream();
      await store().append({ stream, expected: 'none', events: batchOf(2) });
      const again = store().append({ stream, expected, events: batchOf(1) });
      await expect(again).rejects.toMatchObject({ ...CONFLICT, details: { stream, actual: 1 } });
      expect(await store().readStream(stream)).toHaveLength(2);
    });

    it('refuses `exists` on a stream that does not', async () => {
      const append = { stream: sampleStream(), expected: 'exists' as const, events: batchOf(1) };
      await expect(store().append(append)).rejects.toMatchObject(CONFLICT);
    });

    it('appends with `exists` and `any` wherever the stream is', async () => {
      const stream = sampleStream();
      await store().append({ stream, expected: 'any', events: batchOf(1) });
      await store().append({ stream, expected: 'exists', events: batchOf(1) });
      expect((await store().append({ stream, expected: 'any', events: batchOf(1) })).revision).toBe(2);
    });
  });

  describe('appending the same ids again (E3)', () => {
    it.each(['none', 'any', -1] as const)('with %s is a success that changes nothing', async (expected) => {
      const append = { stream: sampleStream(), expected, events: batchOf(3) };
      const first = await store().append(append);
      const head = await store().head();
      expect(await store().append(append)).toEqual(first);
      expect(await store().head()).toBe(head);
    });

    it.each(['exists', 1] as const)('with %s is one too, also when the stream went on since', async (expected) => {
      const stream = sampleStream();
      await store().append({ stream, expected: 'none', events: batchOf(2) });
      const append = { stream, expected, events: batchOf(2) };
      const first = await store().append(append);
      await store().append({ stream, expected: 3, events: batchOf(1) });
      expect(await store().append(append)).toEqual(first);
      expect(await store().readStream(stream)).toHaveLength(5);
    });

    it('takes other meta and another order of fields for the same event', async () => {
      const [stream, event] = [sampleStream(), sampleEvent({ data: { a: 1, b: 2 } })];
      const first = await store().append({ stream, expected: 'none', events: [event] });
      const again = { ...event, data: { b: 2, a: 1 }, meta: { ...event.meta, traceparent: '00-1-2-01' } };
      expect(await store().append({ stream, expected: 'none', events: [again] })).toEqual(first);
    });

    it('with other content is refused', async () => {
      const [stream, event] = [sampleStream(), sampleEvent({ data: { a: 1 } })];
      await store().append({ stream, expected: 'none', events: [event] });
      const other = { stream, expected: 'none' as const, events: [{ ...event, data: { a: 2 } }] };
      await expect(store().append(other)).rejects.toMatchObject(ID_REUSED);
    });

    it('with another type is refused', async () => {
      const [stream, event] = [sampleStream(), sampleEvent()];
      await store().append({ stream, expected: 'none', events: [event] });
      const other = { ...event, type: 'threading.ThreadStarted.v1' };
      await expect(store().append({ stream, expected: 'any', events: [other] })).rejects.toMatchObject(ID_REUSED);
    });

    it('twice in one append is refused', async () => {
      const event = sampleEvent();
      const append = { stream: sampleStream(), expected: 'none' as const, events: [event, event] };
      await expect(store().append(append)).rejects.toMatchObject(ID_REUSED);
    });

    it('at an exact revision which they are not at is a conflict', async () => {
      const [stream, events] = [sampleStream(), batchOf(2)];
      await store().append({ stream, expected: 'none', events });
      await expect(store().append({ stream, expected: 0, events })).rejects.toMatchObject(CONFLICT);
    });

    it('only some of them with `any` is a conflict, and appends none', async () => {
      const [stream, events] = [sampleStream(), batchOf(2)];
      await store().append({ stream, expected: 'none', events });
      const more = store().append({ stream, expected: 'any', events: [...events.slice(1), sampleEvent()] });
      await expect(more).rejects.toMatchObject(CONFLICT);
      expect(await store().readStream(stream)).toHaveLength(2);
    });

    if (!capabilities.uniqueIds) return;
    it.each(['none', 'any'] as const)('in another stream with %s is refused', async (expected) => {
      const event = sampleEvent();
      await store().append({ stream: sampleStream(), expected: 'none', events: [event] });
      const elsewhere = store().append({ stream: sampleStream(), expected, events: [event] });
      await expect(elsewhere).rejects.toMatchObject(ID_REUSED);
    });
  });

  describe('appending to many streams', () => {
    it('answers for each, in the given order of positions', async () => {
      const appends = [3, 1, 2].map((size) => ({
        stream: sampleStream(),
        expected: 'none' as const,
        events: batchOf(size),
      }));
      const answers = await store().appendMany(appends);
      expect(answers.map((answer) => answer.revision)).toEqual([2, 0, 1]);
      const positions = answers.map((answer) => answer.position);
      expect(positions).toEqual(positions.toSorted((one, other) => one - other));
    });

    it('takes one stream several times, each after the one before', async () => {
      const stream = sampleStream();
      const append = (expected: number) => ({ stream, expected, events: batchOf(2) });
      const answers = await store().appendMany([append(-1), append(1), append(3)]);
      expect(answers.map((answer) => answer.revision)).toEqual([1, 3, 5]);
    });

    it('succeeds again where some lie there already', async () => {
      const [known, fresh] = [sampleStream(), sampleStream()].map((stream) => ({
        stream,
        expected: 'none' as const,
        events: batchOf(2),
      }));
      const before = await store().append(known ?? neverAbsent());
      const answers = await store().appendMany([known ?? neverAbsent(), fresh ?? neverAbsent()]);
      expect(answers).toEqual([before, { revision: 1, position: await store().head() }]);
    });

    it('of none is a success', async () => {
      expect(await store().appendMany([])).toEqual([]);
    });

    if (!capabilities.atomicStreams) return;
    it('is all or nothing', async () => {
      const [first, taken] = [sampleStream(), sampleStream()];
      await store().append({ stream: taken, expected: 'none', events: batchOf(1) });
      const many = store().appendMany(
        [first, taken].map((stream) => ({ stream, expected: 'none', events: batchOf(1) })),
      );
      await expect(many).rejects.toMatchObject({ ...CONFLICT, details: { stream: taken } });
      expect(await store().readStream(first)).toEqual([]);
    });
  });
}

function neverAbsent(): never {
  throw new Error('two were made');
}

import { MOST_EVENT_BYTES } from '../errors.ts';
import type { NewEvent } from '../events.ts';
import type { EventStoreFixture } from './fixture.ts';
import { sampleEvent, sampleStream } from './samples.ts';

const INVALID = { code: 'event-store/invalid', retry: 'never' };
const weight = (event: NewEvent): number => Buffer.byteLength(JSON.stringify(event.data) + JSON.stringify(event.meta));

export function limitFacts(fixture: () => EventStoreFixture): void {
  const append = (event: NewEvent, stream = sampleStream()) =>
    fixture().store.append({ stream, expected: 'none', events: [event] });
  const roundTrip = async (data: unknown): Promise<unknown> => {
    const stream = sampleStream();
    await append(sampleEvent({ data }), stream);
    return (await fixture().store.readStream(stream))[0]?.data;
  };

  describe('limits', () => {
    it('takes an event of exactly 256 KiB', async () => {
      const empty = weight(sampleEvent({ data: { text: '' } }));
      const event = sampleEvent({ data: { text: 'x'.repeat(MOST_EVENT_BYTES - empty) } });
      expect(weight(event)).toBe(MOST_EVENT_BYTES);
      expect((await append(event)).revision).toBe(0);
    });

    it('refuses one byte more, and appends nothing', async () => {
      const empty = weight(sampleEvent({ data: { text: '' } }));
      const event = sampleEvent({ data: { text: 'x'.repeat(MOST_EVENT_BYTES - empty + 1) } });
      const before = await fixture().store.head();
      await expect(append(event)).rejects.toMatchObject({
        code: 'event-store/too-large',
        retry: 'never',
        details: { bytes: MOST_EVENT_BYTES + 1 },
      });
      expect(await fixture().store.head()).toBe(before);
    });

    it('counts bytes, not characters', async () => {
      const event = sampleEvent({ data: { text: '日'.repeat(MOST_EVENT_BYTES / 3) } });
      await expect(append(event)).rejects.toMatchObject({ code: 'event-store/too-large' });
    });

    it('keeps a NUL and a lone surrogate that nobody cleaned away', async () => {
      const data = { nul: 'a\u0000b', lone: 'a\ud800b', key: { 'k\u0000': 1 } };
      expect(await roundTrip(data)).toEqual(data);
    });

    it('finds events with a NUL by a filter', async () => {
      const before = await fixture().store.head();
      const event = sampleEvent({ type: 'odd.Nul.v1', data: { nul: '\u0000' }, meta: { traceparent: '\u0000' } });
      await append(event);
      const found = await fixture().store.readAll({
        after: before,
        filter: { types: ['odd.'], tenantId: event.meta.tenantId },
      });
      expect(found.map(({ id }) => id)).toEqual([event.id]);
    });

    it.each([
      [null, null],
      [undefined, null],
      ['text', 'text'],
      [0, 0],
      [[], []],
    ])('keeps the data %j as %j', async (data, kept) => {
      const stream = sampleStream();
      await append({ ...sampleEvent(), data }, stream);
      expect((await fixture().store.readStream(stream))[0]?.data).toEqual(kept);
    });

    it.each(['', 'a b', 'a\u0000b', 'x'.repeat(256)])('refuses the stream name %j', async (stream) => {
      await expect(append(sampleEvent(), stream)).rejects.toMatchObject(INVALID);
    });

    it('refuses an id that is no UUID, and a type without a name', async () => {
      await expect(append(sampleEvent({ id: 'one' }))).rejects.toMatchObject(INVALID);
      await expect(append(sampleEvent({ type: '' }))).rejects.toMatchObject(INVALID);
    });

    it.each([-2, 0.5, Number.NaN])('refuses the revision %d', async (expected) => {
      const { store } = fixture();
      const asked = store.append({ stream: sampleStream(), expected, events: [sampleEvent()] });
      await expect(asked).rejects.toMatchObject(INVALID);
    });

    it('refuses an append of no events', async () => {
      const asked = fixture().store.append({ stream: sampleStream(), expected: 'any', events: [] });
      await expect(asked).rejects.toMatchObject(INVALID);
    });
  });
}

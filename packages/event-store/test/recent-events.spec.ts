import fc from 'fast-check';
import { sampleEvent } from '../src/contract/samples.ts';
import { RecentEvents, type SizedEvent } from '../src/feed/recent-events.ts';

const sized = (position: number, bytes = 1): SizedEvent => ({
  event: { ...sampleEvent(), stream: 'threading-1', revision: 0, recordedAt: '', position },
  bytes,
});
const positions = (recent: RecentEvents, after: number, max = 100): number[] =>
  recent.after(after, max).map((event) => event.position);

describe('RecentEvents', () => {
  it('gives what came after a position, at most so many', () => {
    const recent = new RecentEvents(10, { events: 100, bytes: 100 });
    recent.push([11, 12, 15].map((position) => sized(position)));
    expect(positions(recent, 10)).toEqual([11, 12, 15]);
    expect(positions(recent, 12)).toEqual([15]);
    expect(positions(recent, 13)).toEqual([15]);
    expect(positions(recent, 10, 2)).toEqual([11, 12]);
  });

  it('passes over what it has', () => {
    const recent = new RecentEvents(0, { events: 100, bytes: 100 });
    recent.push([sized(1), sized(2)]);
    recent.push([sized(2), sized(3)]);
    expect(positions(recent, 0)).toEqual([1, 2, 3]);
  });

  it('forgets the oldest beyond a number, and says from where it knows all', () => {
    const recent = new RecentEvents(0, { events: 2, bytes: 100 });
    recent.push([1, 2, 3, 4].map((position) => sized(position)));
    expect([recent.from, recent.to]).toEqual([2, 4]);
    expect(positions(recent, 2)).toEqual([3, 4]);
  });

  it('forgets the oldest beyond a size, also a single one that is too large', () => {
    const recent = new RecentEvents(0, { events: 100, bytes: 10 });
    recent.push([sized(1, 6), sized(2, 6)]);
    expect([recent.from, recent.to]).toEqual([1, 2]);
    recent.push([sized(3, 11)]);
    expect([recent.from, recent.to]).toEqual([3, 3]);
  });

  it('never holds more than its limits nor has a gap, whatever comes', () => {
    const batch = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 30 }), (batches) => {
        const recent = new RecentEvents(0, { events: 7, bytes: 12 });
        const all: SizedEvent[] = [];
        for (const weights of batches) {
          const events = weights.map((bytes, index) => sized(all.length + index + 1, bytes));
          all.push(...events);
          recent.push(events);
          const held = all.slice(recent.from);
          expect(positions(recent, recent.from)).toEqual(held.map(({ event }) => event.position));
          expect(held.length).toBeLessThanOrEqual(7);
          expect(held.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(12);
        }
      }),
    );
  });
});

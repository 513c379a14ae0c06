import type { StoredEvent } from '@mailfold/event-store';
import { sampleEvent } from '@mailfold/event-store/contract';
import { Ripening } from '../src/ripening.ts';

const OF_ANN = 'ann';
const OF_BOB = 'bob';

/** Ripe up to the last that says so. */
const ripe = (events: readonly StoredEvent[]): number =>
  events.findLastIndex((event) => event.type === 'a.Last.v1') + 1;

const event = (position: number, accountId: string, type = 'a.First.v1'): StoredEvent => ({
  ...sampleEvent({ type, meta: { accountId } }),
  stream: `a-${accountId}`,
  revision: position,
  position,
  recordedAt: '2026-01-01T00:00:00.000Z',
});
const last = (position: number, accountId: string): StoredEvent => event(position, accountId, 'a.Last.v1');
const positions = (events: readonly StoredEvent[]): number[] => events.map(({ position }) => position);

describe('Ripening', () => {
  let now = 0;
  const ripening = (): Ripening => new Ripening(ripe, () => now);

  beforeEach(() => {
    now = 0;
  });

  it('keeps back what is not ripe, and gives it with what it waited for', () => {
    const one = ripening();
    expect(one.take([event(1, OF_ANN)])).toEqual([]);
    expect(positions(one.take([last(2, OF_ANN), event(3, OF_ANN)]))).toEqual([1, 2]);
    expect(one.patienceMs).toBe(1_000);
  });

  it('lets nothing overtake what waits, of whichever key, so that whoever stops has handled everything up to a place', () => {
    const one = ripening();
    one.take([event(1, OF_ANN)]);
    expect(positions(one.take([event(2, OF_BOB)]))).toEqual([]);
    expect(positions(one.take([last(3, OF_BOB), event(4, OF_ANN)]))).toEqual([1, 2, 3]);
  });

  it('gives what waited in vain, with all that waited behind it', () => {
    const one = ripening();
    one.take([event(1, OF_ANN)]);
    now = 600;
    one.take([event(2, OF_BOB)]);
    expect(one.patienceMs).toBe(400);
    now = 1_000;
    expect(positions(one.take([]))).toEqual([1, 2]);
    expect(one.patienceMs).toBeUndefined();
  });

  it('begins to wait anew for what is left when a part was ripe', () => {
    const one = ripening();
    one.take([event(1, OF_ANN)]);
    now = 900;
    one.take([last(2, OF_ANN), event(3, OF_ANN)]);
    expect(one.patienceMs).toBe(1_000);
  });

  it('keeps back no more than memory has room for', () => {
    const one = ripening();
    const many = Array.from({ length: 6_001 }, (_, at) => event(at + 1, OF_ANN));
    expect(one.take(many.slice(0, 6_000))).toEqual([]);
    expect(one.take(many.slice(6_000))).toHaveLength(6_001);
  });

  it('has no patience to spend while nothing waits', () => {
    expect(ripening().patienceMs).toBeUndefined();
  });
});

import type { StoredEvent } from '@mailfold/event-store';
import { sampleEvent } from '@mailfold/event-store/contract';
import { Pending } from '../src/pending.ts';

const events = (count: number): StoredEvent[] =>
  Array.from({ length: count }, (_, at) => ({
    ...sampleEvent(),
    stream: 'a-ann',
    revision: at,
    position: at + 1,
    recordedAt: '2026-01-01T00:00:00.000Z',
  }));

describe('Pending', () => {
  let now = 0;
  beforeEach(() => {
    now = 1_000;
  });

  it('has everything due at once when nobody asked to wait', () => {
    const pending = new Pending(0, undefined, () => now);
    expect(pending.add(events(3), true)).toBe(3);
    expect(pending.patienceMs).toBeUndefined();
  });

  it('lets who had nothing to do linger, and gives what came meanwhile together', () => {
    const pending = new Pending(200, undefined, () => now);
    expect(pending.add(events(1), true)).toBe(0);
    now += 150;
    expect(pending.add(events(2), false)).toBe(0);
    expect(pending.patienceMs).toBe(50);
    now += 50;
    expect(pending.look()).toBe(3);
    expect(pending.patienceMs).toBeUndefined();
  });

  it('does not let linger who is busy', () => {
    expect(new Pending(200, undefined, () => now).add(events(2), false)).toBe(2);
  });

  it('keeps back what is not ripe for a second', () => {
    const pending = new Pending(
      0,
      (inHand) => inHand.length - 1,
      () => now,
    );
    expect(pending.add(events(3), true)).toBe(2);
    expect(pending.patienceMs).toBe(1_000);
    now += 1_000;
    expect(pending.look()).toBe(1);
    expect(pending.patienceMs).toBeUndefined();
  });
});

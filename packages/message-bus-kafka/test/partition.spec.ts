import { sampleEvent } from '@mailfold/event-store/contract';
import { Partition, type Taken } from '../src/partition.ts';
import { Pending } from '../src/pending.ts';

const MOST = 100;
const taken = (position: number, offset: number): Taken => ({
  event: { ...sampleEvent(), stream: 'a-ann', revision: position, position, recordedAt: '2026-01-01T00:00:00.000Z' },
  offset: String(offset),
});
const fresh = (place: { readonly position?: number; readonly offset?: bigint } = {}): Partition =>
  new Partition({
    id: 3,
    position: place.position ?? 0,
    offset: place.offset ?? 0n,
    isBehind: false,
    pending: () => new Pending(0, undefined),
  });
const positions = (partition: Partition): number[] => partition.due(MOST, undefined).map(({ position }) => position);

describe('Partition', () => {
  it('passes over what was finished, what is held already, and what a publisher wrote twice', () => {
    const partition = fresh({ position: 10 });
    partition.take([taken(9, 0), taken(10, 1), taken(11, 2), taken(12, 3)], 4n, true);
    partition.take([taken(11, 5), taken(12, 6), taken(13, 7), taken(12, 8), taken(13, 9)], 10n, true);
    expect(positions(partition)).toEqual([11, 12, 13]);
  });

  it('commits only the unbroken run of what is finished, with its position', () => {
    const partition = fresh();
    partition.take([taken(1, 0), taken(2, 1), taken(3, 2)], 3n, true);
    expect([partition.next, partition.finished]).toEqual([0n, 0]);
    partition.finish(partition.due(2, undefined));
    expect([partition.next, partition.finished]).toEqual([2n, 2]);
    partition.finish(partition.due(2, undefined));
    expect([partition.next, partition.finished]).toEqual([4n, 3]);
  });

  it('moves over ends of transactions only when nothing before them is unfinished', () => {
    const partition = fresh({ offset: 5n, position: 1 });
    partition.take([taken(2, 5)], 5n, true);
    partition.pass(6n);
    expect(partition.next).toBe(5n);
    partition.finish(partition.due(MOST, undefined));
    expect(partition.next).toBe(7n);
  });

  it('names the first event that is not finished', () => {
    const partition = fresh();
    partition.take([taken(4, 0), taken(5, 1)], 1n, true);
    expect(partition.unfinished).toBe(4);
    partition.finish(partition.due(1, undefined));
    expect([partition.finished, partition.unfinished]).toEqual([4, 5]);
  });

  it('cuts where nothing belongs together', () => {
    const partition = fresh();
    partition.take([taken(1, 0), taken(2, 1), taken(3, 2)], 2n, true);
    expect(partition.due(2, () => 1).map(({ position }) => position)).toEqual([1]);
  });

  it('lets go of what waits, but for what is in hand, and keeps nothing until the store has given all of it', () => {
    const partition = fresh();
    partition.take([taken(1, 0), taken(2, 1), taken(3, 2)], 2n, true);
    const inHand = partition.due(1, undefined);
    partition.drop();
    partition.take([taken(4, 3)], 3n, true);
    expect([partition.missed, partition.dueCount]).toEqual([
      { events: 3, position: 4, since: '2026-01-01T00:00:00.000Z' },
      1,
    ]);
    partition.finish(inHand);
    expect([partition.place, partition.next]).toEqual([{ position: 1, isBehind: true }, undefined]);
    partition.finishUpTo(3);
    expect(partition.isWholeAgain()).toBe(false);
    partition.finishUpTo(4);
    expect([partition.isWholeAgain(), partition.place, partition.next]).toEqual([
      true,
      { position: 4, isBehind: false },
      4n,
    ]);
    partition.take([taken(5, 4)], 4n, true);
    expect(positions(partition)).toEqual([5]);
  });
});

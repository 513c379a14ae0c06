import { sampleEvent } from '@mailfold/event-store/contract';
import { Partition, type Taken } from '../src/partition.ts';
import { Pending } from '../src/pending.ts';

const MOST = 100;
const taken = (position: number, offset: number): Taken => ({
  event: { ...sampleEvent(), stream: 'a-ann', revision: position, position, recordedAt: '2026-01-01T00:00:00.000Z' },
  offset: String(offset),
});
const fresh = (place: { readonly position?: number; readonly offset?: bigint } = {}): Partition =>
  new Partition(
    { partition: 3, offset: place.offset, position: place.position ?? 0, first: 0n, isBehindKafka: false },
    new Pending(0, undefined),
  );
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
    expect(partition.uncommitted()).toBeUndefined();
    partition.finish(partition.due(2, undefined));
    expect(partition.uncommitted()).toEqual({ partition: 3, offset: '2', metadata: '2' });
    partition.finish(partition.due(2, undefined));
    expect(partition.uncommitted()).toEqual({ partition: 3, offset: '4', metadata: '3' });
  });

  it('has nothing to commit when it was committed', () => {
    const partition = fresh();
    partition.take([taken(1, 0)], 0n, true);
    partition.finish(partition.due(MOST, undefined));
    const mark = partition.uncommitted();
    if (mark !== undefined) partition.commit(mark);
    expect(partition.uncommitted()).toBeUndefined();
  });

  it('moves over ends of transactions only when nothing before them is unfinished', () => {
    const partition = fresh({ offset: 5n, position: 1 });
    partition.take([taken(2, 5)], 5n, true);
    partition.pass(6n);
    expect(partition.uncommitted()).toBeUndefined();
    partition.finish(partition.due(MOST, undefined));
    expect(partition.uncommitted()?.offset).toBe('7');
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
});

import { encode, plainCodec } from '@mailfold/event-store';
import { batchOf } from '@mailfold/event-store/contract';
import { AppendQueue } from '../src/append-queue.ts';
import type { Outcome, Prepared } from '../src/appending.ts';

const prepared = (stream: string, count = 1): Prepared => {
  const append = { stream, expected: 'any' as const, events: batchOf(count) };
  return { append, encoded: encode(append, plainCodec) };
};

/** Writes that a test lets through one by one. */
class Disk {
  readonly groups: string[][] = [];
  readonly #doors: (() => void)[] = [];

  readonly write = async (group: readonly Prepared[]): Promise<Outcome[]> => {
    this.groups.push(group.map((one) => one.append.stream));
    await new Promise<void>((resolve) => this.#doors.push(resolve));
    if (group.some((one) => one.append.stream === 'bad')) throw new RangeError('refused');
    return group.map((_, index) => ({ revision: index, position: index, recordedAt: '', already: false }));
  };

  async letAll(): Promise<void> {
    for (;;) {
      const door = this.#doors.shift();
      if (door === undefined) return;
      door();
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }
}

describe('AppendQueue', () => {
  it('writes at once when nothing is being written, and the rest together', async () => {
    const disk = new Disk();
    const queue = new AppendQueue(disk.write);
    const all = Promise.all(['a', 'b', 'c'].map((stream) => queue.append(prepared(stream))));
    await disk.letAll();
    await all;
    expect(disk.groups).toEqual([['a'], ['b', 'c']]);
  });

  it('keeps appends to one stream in order, in writes of their own', async () => {
    const disk = new Disk();
    const queue = new AppendQueue(disk.write);
    const all = Promise.all(['a', 'b', 'c', 'b', 'd'].map((stream) => queue.append(prepared(stream))));
    await disk.letAll();
    await all;
    expect(disk.groups).toEqual([['a'], ['b', 'c'], ['b', 'd']]);
  });

  it('bounds what goes into one write', async () => {
    const disk = new Disk();
    const queue = new AppendQueue(disk.write);
    const all = Promise.all(['a', 'b', 'c'].map((stream) => queue.append(prepared(stream, 600))));
    await disk.letAll();
    await all;
    expect(disk.groups).toEqual([['a'], ['b'], ['c']]);
  });

  it('tries one by one what was refused together, and refuses only what must be', async () => {
    const disk = new Disk();
    const queue = new AppendQueue(disk.write);
    const all = Promise.allSettled(['a', 'b', 'bad', 'c'].map((stream) => queue.append(prepared(stream))));
    await disk.letAll();
    expect((await all).map((outcome) => outcome.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(disk.groups).toEqual([['a'], ['b', 'bad', 'c'], ['b'], ['bad'], ['c']]);
  });
});

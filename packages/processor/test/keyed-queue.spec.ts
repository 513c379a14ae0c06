import { eachOf, KeyedQueue } from '../src/keyed-queue.ts';

describe('work on keys', () => {
  it('runs one after the other on one key, also after a failure', async () => {
    const queue = new KeyedQueue();
    const done: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = queue.run('a', async () => {
      await gate.promise;
      done.push('first');
      throw new Error('first failed');
    });
    const second = queue.run('a', async () => done.push('second'));
    await queue.run('b', async () => done.push('other key'));
    gate.resolve();
    await expect(first).rejects.toThrow('first failed');
    await second;
    expect(done).toEqual(['other key', 'first', 'second']);
  });

  it('does all the work before it rejects with the first failure', async () => {
    const done: number[] = [];
    const work = eachOf([1, 2, 3, 4], 2, async (item) => {
      if (item === 2) throw new Error('two');
      done.push(item);
    });
    await expect(work).rejects.toThrow('two');
    expect(done).toEqual([1, 3, 4]);
  });
});

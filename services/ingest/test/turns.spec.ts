import { Turns } from '../src/sync/turns.ts';

const held = () => Promise.withResolvers<void>();

describe('turns', () => {
  it('are taken one after the other under one name', async () => {
    const turns = new Turns();
    const [first, done] = [held(), [] as string[]];
    const one = turns.take('a', () => first.promise.then(() => done.push('one')));
    const two = turns.take('a', async () => done.push('two'));
    first.resolve();
    await Promise.all([one, two]);
    expect(done).toEqual(['one', 'two']);
  });

  it('of other names do not wait', async () => {
    const turns = new Turns();
    const first = held();
    const one = turns.take('a', () => first.promise);
    await expect(turns.take('b', async () => 'b')).resolves.toBe('b');
    first.resolve();
    await one;
  });

  it('come after one that failed, which tells its own caller', async () => {
    const turns = new Turns();
    const failing = turns.take('a', () => Promise.reject(new Error('no')));
    const next = turns.take('a', async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });
});

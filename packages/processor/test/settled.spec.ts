import { settled } from '../src/settled.ts';

describe('settled', () => {
  const at = (position: number) => [{ name: 'one', position }];

  it('is the head at which every processor stood twice', async () => {
    const heads = [3, 5, 5, 5, 7, 7];
    const positions = [3, 4, 5, 5, 7, 7];
    let look = -1;
    const head = async () => {
      look += 1;
      return heads[Math.min(look, 5)] ?? 0;
    };
    expect(await settled({ head, progress: () => at(positions[Math.min(look, 5)] ?? 0), everyMs: 0 })).toBe(5);
  });

  it('waits for whoever is about to append', async () => {
    let looks = 0;
    const idle = () => {
      looks += 1;
      return looks > 3;
    };
    await settled({ head: async () => 1, progress: () => at(1), idle, everyMs: 0 });
    expect(looks).toBe(5);
  });

  it('ends when it is aborted', async () => {
    const waiting = settled({
      head: async () => 2,
      progress: () => at(1),
      signal: AbortSignal.abort(new Error('stop')),
    });
    await expect(waiting).rejects.toThrow('stop');
  });
});

import fc from 'fast-check';
import { backoff, chunk, cleanText, keyedHash, sha256Hex } from '@mailfold/kernel';

describe('cleanText', () => {
  it('leaves nothing that PostgreSQL refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanText(`${text}\0\uD800`);
        expect(clean.includes('\0')).toBe(false);
        expect(clean.isWellFormed()).toBe(true);
      }),
    );
  });

  it('leaves clean text alone', () => {
    expect(cleanText('お見積もり 😀')).toBe('お見積もり 😀');
  });
});

describe('keyedHash', () => {
  const key = Buffer.alloc(32, 1);

  it('is golden: ids in the log depend on it', () => {
    expect(keyedHash(key, 'domain', 'a', 'b').toString('hex')).toMatchInlineSnapshot(
      `"a7796b737667131cc7d5f1eac5989f4dc6c1f71396c349566bc4c48fa391185b"`,
    );
  });

  it('differs by key, domain and cut of the parts', () => {
    const digests = [
      keyedHash(key, 'd', 'ab', 'c'),
      keyedHash(key, 'd', 'a', 'bc'),
      keyedHash(key, 'e', 'ab', 'c'),
      keyedHash(Buffer.alloc(32, 2), 'd', 'ab', 'c'),
    ].map((digest) => digest.toString('hex'));
    expect(new Set(digests).size).toBe(4);
  });

  it('has a plain sister', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('backoff', () => {
  const delay = (random: number) => backoff({ initialMs: 100, maxMs: 1000, factor: 2, random: () => random });

  it('grows to its ceiling', () => {
    expect([1, 2, 3, 4, 5, 500].map(delay(1))).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  it('spreads over the upper half', () => {
    expect(delay(0)(3)).toBe(200);
  });
});

describe('chunk', () => {
  it('cuts into runs and loses nothing', () => {
    expect([...chunk([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('refuses a size below one', () => {
    expect(() => [...chunk([1], 0)]).toThrow('size');
  });
});

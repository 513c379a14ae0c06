import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { backoff, chunk, cleanText, distinct, keyedHash, sha256, sha256Hex } from '@mailfold/kernel';

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

  it('is HMAC-SHA-256 for keys and parts of any length', () => {
    const bytes = fc.uint8Array({ maxLength: 150 });
    fc.assert(
      fc.property(bytes, fc.array(fc.string({ unit: 'binary', maxLength: 3_000 })), (secret, parts) => {
        const hmac = createHmac('sha256', secret).update(JSON.stringify(['domain', ...parts]));
        expect(keyedHash(secret, 'domain', ...parts)).toEqual(hmac.digest());
      }),
    );
  });

  it('takes parts longer than its buffer', () => {
    const hmac = createHmac('sha256', key).update(JSON.stringify(['domain', '語'.repeat(5_000)]));
    expect(keyedHash(key, 'domain', '語'.repeat(5_000))).toEqual(hmac.digest());
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

  it('has a plain sister that gives bytes', () => {
    expect(sha256('語')).toEqual(createHash('sha256').update('語').digest());
  });
});

describe('distinct', () => {
  it('leaves each text once, in the order of their first occurrence', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 1 }), { maxLength: 40 }), (texts) => {
        expect(distinct(texts)).toEqual([...new Set(texts)]);
      }),
    );
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

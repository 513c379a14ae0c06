import fc from 'fast-check';
import { memberFor } from '../src/rendezvous.ts';

const members = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `threading.threads/${index}` }));
const KEYS = Array.from({ length: 1_000 }, (_, index) => `018f0000-0000-7000-8000-${String(index).padStart(12, '0')}`);

describe('memberFor', () => {
  it('gives everything to one alone, and nothing to none', () => {
    const [only] = members(1);
    expect(memberFor('key', [{ id: 'threading.threads/0' }])).toEqual(only);
    expect(memberFor('key', [])).toBeUndefined();
  });

  it('spreads keys that are alike about evenly', () => {
    const shares = new Map<string, number>();
    for (const key of KEYS) {
      const id = memberFor(key, members(4))?.id ?? '';
      shares.set(id, (shares.get(id) ?? 0) + 1);
    }
    expect(Math.min(...shares.values())).toBeGreaterThan(150);
    expect(shares.size).toBe(4);
  });

  it('is the same in whatever order members are listed', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(members(6), { minLength: 6 }), fc.constantFrom(...KEYS), (shuffled, key) => {
        expect(memberFor(key, shuffled)?.id).toBe(memberFor(key, members(6))?.id);
      }),
    );
  });

  it('moves only the keys of the member that leaves', () => {
    const [leaving, ...staying] = members(5);
    const moved = KEYS.filter((key) => memberFor(key, members(5))?.id !== memberFor(key, staying)?.id);
    expect(moved.every((key) => memberFor(key, members(5))?.id === leaving?.id)).toBe(true);
    expect(moved.length).toBeLessThan(KEYS.length / 3);
  });
});

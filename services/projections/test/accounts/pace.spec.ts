import fc from 'fast-check';
import { counted, type Pace, rateOf } from '../../src/accounts/pace.ts';

const START = Date.parse('2026-11-02T10:00:00.000Z');
const at = (seconds: number): string => new Date(START + seconds * 1_000).toISOString();
const now = (seconds: number): Date => new Date(START + seconds * 1_000);
const paceOf = (...counts: readonly (readonly [seconds: number, count: number])[]): Pace =>
  counts.reduce<Pace>((pace, [seconds, count]) => counted(pace, at(seconds), count), []);

describe('the pace of a folder (SCO-3)', () => {
  it('is the mean of the seconds since the first that counts', () => {
    expect(rateOf(paceOf([0, 100], [1, 100], [2, 100]), now(3))).toBe(100);
  });

  it('takes the second that is not over for what it is', () => {
    expect(rateOf(paceOf([0, 100], [1, 50]), now(1.5))).toBe(100);
  });

  it('looks back ten seconds and no further', () => {
    expect(rateOf(paceOf([0, 1_000_000], [20, 10], [21, 10]), now(22))).toBe(10);
  });

  it('is 0 when nothing moves', () => {
    expect(rateOf([], now(0))).toBe(0);
    expect(rateOf(paceOf([0, 100]), now(60))).toBe(0);
  });

  it('bears a clock that was set back', () => {
    expect(paceOf([10, 1], [3, 1], [10, 1])).toEqual([[START / 1_000 + 10, 3]]);
  });

  it('is the same however counts are put together', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 })), (seconds) => {
        const ones = paceOf(...seconds.map((second) => [second, 1] as const));
        expect(ones.length).toBeLessThanOrEqual(10);
        const sum = ones.reduce((total, [, count]) => total + count, 0);
        expect(sum).toBeLessThanOrEqual(seconds.length);
        const twos = paceOf(...seconds.flatMap((second) => [[second, 2] as const]));
        expect(twos).toEqual(ones.map(([second, count]) => [second, count * 2]));
      }),
    );
  });
});

import fc from 'fast-check';
import { sorted, uidSets } from '../src/session/uid-set.ts';

const expand = (set: string): number[] =>
  set.split(',').flatMap((run) => {
    const [from = 0, to = from] = run.split(':').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });

describe('a sequence set', () => {
  it.each([
    [[], []],
    [[7], ['7']],
    [[3, 1, 2, 2], ['1:3']],
    [[1, 2, 4, 5, 6, 9], ['1:2,4:6,9']],
  ])('of %j is %j', (uids, sets) => {
    expect(uidSets(sorted(uids))).toEqual(sets);
  });

  it('names exactly the UIDs given, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4_000 })), (uids) => {
        expect(uidSets(sorted(uids)).flatMap(expand)).toEqual(sorted(uids));
      }),
    );
  });

  it('never makes a command line longer than servers take (RFC 2683)', () => {
    const scattered = Array.from({ length: 5_000 }, (_, index) => 1_000_000_000 + index * 2);
    const sets = uidSets(scattered);

    expect(Math.max(...sets.map((set) => set.length))).toBeLessThan(8_000);
    expect(sets.flatMap(expand)).toEqual(scattered);
  });
});

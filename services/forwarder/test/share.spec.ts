import { uuid7 } from '@mailfold/kernel';
import { isWithin, nameOf, sharesOf } from '../src/domain/share.ts';

const KEYS = Array.from({ length: 200 }, () => uuid7());

describe('shares of all keys', () => {
  it.each([1, 2, 3, 7])('%i of them: each key is in one', (of) => {
    for (const key of KEYS) expect(sharesOf(of).filter((share) => isWithin(share, key))).toHaveLength(1);
  });

  it('none of several is empty', () => {
    for (const share of sharesOf(3)) expect(KEYS.filter((key) => isWithin(share, key)).length).toBeGreaterThan(20);
  });

  it('are named with their number, so that another division never takes the name of this one', () => {
    expect(sharesOf(2).map(nameOf)).toEqual(['0-of-2', '1-of-2']);
  });
});

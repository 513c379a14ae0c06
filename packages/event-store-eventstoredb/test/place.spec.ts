import { placeOf, positionOf } from '../src/place.ts';

const at = (commit: bigint) => ({ commit, prepare: commit });

describe('positions', () => {
  it('are commit positions, there and back', () => {
    expect(positionOf(at(4_711n))).toBe(4_711);
    expect(placeOf(4_711)).toEqual(at(4_711n));
  });

  it('begin before the first event', () => {
    expect(placeOf(0)).toBe('start');
  });

  it('that no number can tell are refused', () => {
    expect(positionOf(at(2n ** 53n - 1n))).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => positionOf(at(2n ** 53n))).toThrow(
      expect.objectContaining({ code: 'event-store/position-too-large' }),
    );
  });
});

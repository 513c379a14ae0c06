import { positionOver } from '../src/position.ts';

describe('positionOver', () => {
  it('is the highest that is finished when nothing is left', () => {
    const partitions = [
      { finished: 10, unfinished: undefined },
      { finished: 30, unfinished: undefined },
    ];
    expect(positionOver(partitions, 0)).toBe(30);
  });

  it('does not pass over what is not finished', () => {
    const partitions = [
      { finished: 10, unfinished: 20 },
      { finished: 15, unfinished: undefined },
      { finished: 30, unfinished: undefined },
    ];
    expect(positionOver(partitions, 0)).toBe(15);
  });

  it('is what it was while nothing is ours', () => {
    expect(positionOver([], 7)).toBe(7);
  });
});

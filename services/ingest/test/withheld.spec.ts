import { Withheld } from '../src/sync/withheld.ts';

const at = () => {
  const time = { now: 0 };
  return { time, withheld: new Withheld([100, 500], () => time.now) };
};

describe('mail that a server names and does not give (S4, S26)', () => {
  it('is due after a rest that grows, and missing when it was asked for often enough', () => {
    const { time, withheld } = at();
    const first = withheld.note('inbox', [7, 8]);
    time.now = 100;
    const due = withheld.due('inbox');
    const second = withheld.note('inbox', [7]);
    time.now = 500;

    expect([first, due, second]).toEqual([[], [7, 8], []]);
    expect(withheld.due('inbox')).toEqual([8]);
    expect(withheld.note('inbox', [7, 8])).toEqual([7]);
    expect([withheld.has('inbox'), withheld.restMs]).toEqual([true, 500]);
  });

  it('is forgotten when it was given', () => {
    const { withheld } = at();
    withheld.note('inbox', [7]);
    withheld.forget('inbox', [7]);

    expect([withheld.has(), withheld.restMs]).toEqual([false, Infinity]);
  });
});

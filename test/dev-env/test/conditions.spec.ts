import { until } from '../src/index.ts';

describe('until', () => {
  it('answers with what the condition answered', async () => {
    const answers = [undefined, 0, 'there'];

    expect(await until(() => answers.shift(), { every: 0 })).toBe('there');
  });

  it('takes a throwing condition as not yet true', async () => {
    let looks = 0;
    const condition = () => {
      looks += 1;
      if (looks < 3) throw new Error('not there yet');
      return looks;
    };

    expect(await until(condition, { every: 0 })).toBe(3);
  });

  it('says what it waited for and what it saw last', async () => {
    const waiting = until(() => false, { within: 1, every: 0, what: 'the thread in the view' });

    await expect(waiting).rejects.toThrow('the thread in the view did not come true within 1 ms; last answer: false');
  });
});

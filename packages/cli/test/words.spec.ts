import { count, counted, duration, size } from '../src/index.ts';

describe('words for figures', () => {
  it('group digits', () => {
    expect([count(1_234_567), counted(1, 'mail'), counted(2_000, 'mail')]).toEqual([
      '1,234,567',
      '1 mail',
      '2,000 mails',
    ]);
  });

  it.each([
    [0.2, '1 s'],
    [89, '89 s'],
    [120, '2 min'],
    [7_200, '2 h'],
    [7_500, '2 h 5 min'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  it.each([
    [999, '999 B'],
    [3_400, '3.4 kB'],
    [20_000, '20 kB'],
    [2_500_000, '2.5 MB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(size(bytes)).toBe(words);
  });
});

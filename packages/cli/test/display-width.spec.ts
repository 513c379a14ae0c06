import fc from 'fast-check';
import { displayWidth, fitted, padded, plainText, table } from '../src/index.ts';

describe('the width of a text on a terminal', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['見積', 4],
    ['ﾐﾂﾓﾘ', 4],
    ['ＡＢＣ', 6],
    ['한국', 4],
    ['が', 2],
    ['か\u3099', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['👍', 2],
    ['👩‍💻', 2],
    ['🇯🇵', 2],
    ['שלום', 4],
    ['\u200b', 0],
  ])('%j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('is kept to by a cut, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, columns) => {
        expect(displayWidth(fitted(text, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it('is cut at whole characters', () => {
    expect([fitted('お見積り', 8), fitted('お見積り', 7), fitted('お見積り', 6), fitted('abc', 1)]).toEqual([
      'お見積り',
      'お見積…',
      'お見…',
      '…',
    ]);
  });

  it('is filled up on either side', () => {
    expect([padded('見', 4), padded('見', 4, 'right')]).toEqual(['見  ', '  見']);
  });
});

describe('a text from outside', () => {
  it('is one line without control characters or overrides of direction', () => {
    expect(plainText('a\r\nb\u001b[2Jc\u202egnp.exe\u2028d\u0000 ')).toBe('a b [2Jc gnp.exe d');
  });
});

describe('a table', () => {
  const columns = [
    { title: 'NAME', cell: (row: { name: string }) => row.name, shrinks: true },
    { title: 'N', cell: () => 7, align: 'right' as const },
  ];

  it('stands in columns, also with double-width characters', () => {
    expect(table(columns, [{ name: '田中' }, { name: 'Ann' }], undefined)).toBe('NAME  N\n田中  7\nAnn   7');
  });

  it('gives way to a narrow terminal, to a degree', () => {
    const long = table(columns, [{ name: '非常に長い名前の会社です' }], 14);
    expect(long.split('\n').map(displayWidth)).toEqual([14, 14]);
    expect(table(columns, [{ name: 'x'.repeat(30) }], 3).split('\n')[1]).toBe('xxxxxxx…  7');
  });
});

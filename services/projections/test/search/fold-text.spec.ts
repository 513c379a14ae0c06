import fc from 'fast-check';
import { foldText } from '../../src/search/fold-text.ts';
import { folded } from '../../src/search/letters.ts';
import { MOST_UNITS } from '../../src/search/most-units.ts';

describe('text as search compares it', () => {
  it.each([
    ['small letters, words apart', 'Re: OFFER (final)', ' re offer final '],
    ['addresses by their parts', 'Jane.Doe@Customer.example', ' jane doe customer example '],
    ['digits', 'Invoice #12,500.00', ' invoice 12 500 00 '],
    ['accents left out', 'Crème Brûlée Ångström Łódź', ' creme brulee angstrom lodz '],
    ['accents upon strokes', 'Ǿ ǿ Ø', ' o o o '],
    ['Greek and its final sigma', 'ΛΌΓΟΣ λόγος', ' λογοσ λογοσ '],
    ['Cyrillic yo', 'Всё', ' все '],
    ['full-width forms as usual ones', 'ＡＢＣ１２３', ' abc123 '],
    ['half-width katakana with its sound marks', 'ｶﾞｲﾄﾞ', ' ガイド '],
    ['scripts without spaces apart from words', 'IT部門へ2026年', ' it 部門へ 2026 年 '],
    ['a Japanese word over the end of a line', '御見\r\n積書', ' 御見積書 '],
    ['not over an empty line or a mark', '御見。\n積書\n\n送付', ' 御見 積書送付 '],
    ['Korean words apart', '회의\n일정 안내', ' 회의 일정 안내 '],
    ['Arabic without vowel signs and tatweel', 'كِتَابٌ كـتـاب', ' كتاب كتاب '],
    ['Arabic letters that are often mixed up', 'أحمد إلى مدرسة', ' احمد الي مدرسه '],
    ['Arabic digits', '٢٠٢٦ ۲۰۲۶', ' 2026 2026 '],
    ['Hebrew without points', 'שָׁלוֹם', ' שלום '],
    ['nothing for soft hyphens and joiners', 'An\u00adgebot\u200b', ' angebot '],
    ['Han beyond the first plane', '𠮷野家', ' 𠮷野家 '],
    ['pictures', 'Party 🎉!', ' party 🎉 '],
    ['nothing at all', ' … --- !', ''],
  ])('has %s', (_, text, expected) => {
    expect(foldText(text)).toBe(expected);
  });

  it('is at most 64 Ki long, whatever it is made of', () => {
    for (const text of ['a'.repeat(99_999), 'a '.repeat(99_999), 'ﷺ'.repeat(65_536), '𠮷'.repeat(65_536)]) {
      expect(foldText(text).length).toBeLessThanOrEqual(MOST_UNITS + 2);
    }
  });

  it('never has what PostgreSQL refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const once = foldText(text);
        expect(once.isWellFormed()).toBe(true);
        expect(once).not.toMatch(/\0|\n| {2}/);
      }),
    );
  });

  it('folds what is folded to the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const once = foldText(text);
        expect(foldText(once)).toBe(once);
      }),
    );
  });

  it('folds every letter of the first plane to one that is folded to itself', () => {
    expect([...folded.keys()].filter((unit) => folded[folded[unit] ?? 0] !== folded[unit])).toEqual([]);
  });

  it.each([
    ['marks upon marks', `a${'\u0315'.repeat(30_000)}${'\u0300'.repeat(30_000)}`],
    ['marks in turns', 'a\u0315\u0300'.repeat(20_000)],
    ['line ends', '\n'.repeat(65_000)],
    ['line ends between Han', '字\n'.repeat(32_000)],
  ])('takes linear time for %s (X18)', (_, text) => {
    const began = process.cpuUsage();
    foldText(text);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(1_000);
  });
});

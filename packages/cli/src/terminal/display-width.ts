// Unicode 16, East_Asian_Width W and F, in blocks: Hangul Jamo, CJK, Kana, Yi, Hangul, compatibility forms, full-width forms (not the
// half-width ones at U+FF61), and the planes of ideographs.
const WIDE: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];

const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;
const NOTHING = /^[\p{Mn}\p{Me}\p{Cc}\p{Cf}]$/u;

const isWide = (code: number): boolean => code >= 0x1100 && WIDE.some(([from, to]) => code >= from && code <= to);

// Made when it is needed: its tables take 20 ms to load.
let segmenter: Intl.Segmenter | undefined;

const graphemesOf = (text: string): Intl.Segments =>
  (segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })).segment(text);

const ASCII = /^[\x20-\x7e]*$/;

/** Columns of one grapheme: 2 for ideographs, kana and emoji, 0 for marks alone. */
const widthOf = (grapheme: string): number => {
  if (EMOJI.test(grapheme)) return 2;
  const code = grapheme.codePointAt(0) ?? 0;
  if (isWide(code)) return 2;
  return NOTHING.test(String.fromCodePoint(code)) ? 0 : 1;
};

/** How many columns of a terminal a text takes; Japanese takes two a character. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemesOf(text)) width += widthOf(segment);
  return width;
}

/** The text, cut to so many columns at most, with `…` where something was cut; never through a character. */
export function fitted(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of graphemesOf(text)) {
    width += widthOf(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return columns < 1 ? '' : `${kept}…`;
}

export const padded = (text: string, columns: number, side: 'left' | 'right' = 'left'): string => {
  const space = ' '.repeat(Math.max(0, columns - displayWidth(text)));
  return side === 'left' ? text + space : space + text;
};

import { APART, DENSE, folded, isWrapped, kinds, WORD } from './letters.ts';

/** Longest folded text, in UTF-16 code units. */
export const MOST_UNITS = 65_536;

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const NOT_ASCII = /[^\0-\x7f]/;

const wide = new Uint16Array(MOST_UNITS + 4);
const narrow = Buffer.alloc(MOST_UNITS + 4);
const wideBytes = Buffer.from(wide.buffer);

/**
 * Text as search compares it: NFKC, small letters, words apart by one space, with a space before the first and after the last;
 * runs of scripts without spaces are words of their own. Empty when it has none. One pass over at most 64 Ki units (X18).
 */
export const foldText = (text: string): string => {
  const bounded = text.length > MOST_UNITS ? text.slice(0, MOST_UNITS) : text;
  return foldUnits(NOT_ASCII.test(bounded) ? compatible(bounded) : bounded);
};

// Normalising puts marks on one letter in order in quadratic time: 64 Ki of them took 9 s. No writing has more than 30 (UAX #15 §13).
const TOO_MANY_MARKS = /(\p{M}{30})\p{M}+/gu;

const compatible = (text: string): string => text.replaceAll(TOO_MANY_MARKS, '$1').normalize('NFKC');

/** What a run of separators was: none, only the end of a line, or more. */
const TOGETHER = 0;
const WRAPPED = 1;
const PARTED = 2;

const foldUnits = (text: string): string => {
  const end = text.length;
  let length = 0;
  let before = 0;
  let kindBefore = APART;
  let gap = PARTED;
  let widest = 0;
  for (let at = 0; at < end && length < MOST_UNITS - 2; at += 1) {
    const unit = text.charCodeAt(at);
    const kind = kinds[unit];
    if (kind === WORD || kind === DENSE) {
      const letter = folded[unit] ?? unit;
      if (kind !== kindBefore || gap === PARTED || (gap === WRAPPED && !(isWrapped(before) && isWrapped(letter)))) {
        wide[length] = SPACE;
        narrow[length] = SPACE;
        length += 1;
      }
      wide[length] = letter;
      narrow[length] = letter;
      length += 1;
      widest |= letter;
      before = letter;
      kindBefore = kind;
      gap = TOGETHER;
    } else if (kind === APART) {
      const isLineEnd = unit === LINE_FEED || unit === CARRIAGE_RETURN;
      gap = isLineEnd && gap !== PARTED ? WRAPPED : PARTED;
    }
  }
  if (length === 0) return '';
  wide[length] = SPACE;
  narrow[length] = SPACE;
  length += 1;
  return widest < 0x100
    ? narrow.toString('latin1', 0, length)
    : wideBytes.toString('utf16le', 0, length * 2).toWellFormed();
};

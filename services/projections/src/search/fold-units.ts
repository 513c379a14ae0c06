import { APART, DENSE, folded, isWrapped, kinds, WORD } from './letters.ts';
import { MOST_UNITS } from './most-units.ts';

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** What a run of separators was: none, only the end of a line, or more. */
const TOGETHER = 0;
const WRAPPED = 1;
const PARTED = 2;

const units = new Uint16Array(MOST_UNITS + 1);
const bytes = Buffer.from(units.buffer);

/** Text of any script, normalised before. */
export const foldUnits = (text: string): string => {
  const end = text.length;
  let length = 0;
  let before = 0;
  let kindBefore = APART;
  let gap = PARTED;
  for (let at = 0; at < end && length < MOST_UNITS - 1; at += 1) {
    const unit = text.charCodeAt(at);
    const kind = kinds[unit];
    if (kind === WORD || kind === DENSE) {
      const letter = folded[unit] ?? unit;
      if (kind !== kindBefore || gap === PARTED || (gap === WRAPPED && !(isWrapped(before) && isWrapped(letter)))) {
        units[length++] = SPACE;
      }
      units[length++] = letter;
      before = letter;
      kindBefore = kind;
      gap = TOGETHER;
    } else if (kind === APART) {
      const isLineEnd = unit === LINE_FEED || unit === CARRIAGE_RETURN;
      gap = isLineEnd && gap !== PARTED ? WRAPPED : PARTED;
    }
  }
  if (length === 0) return '';
  units[length++] = SPACE;
  return bytes.toString('utf16le', 0, length * 2).toWellFormed();
};

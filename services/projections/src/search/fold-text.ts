import { foldAscii } from './fold-ascii.ts';
import { foldUnits } from './fold-units.ts';
import { MOST_UNITS } from './most-units.ts';

const NOT_ASCII = /[^\0-\x7f]/;

/**
 * Text as search compares it: NFKC, small letters, words apart by one space, with a space before the first and after the last;
 * runs of scripts without spaces are words of their own. Empty when it has none. One pass over at most 64 Ki units (X18).
 */
export const foldText = (text: string): string => {
  const bounded = text.length > MOST_UNITS ? text.slice(0, MOST_UNITS) : text;
  return NOT_ASCII.test(bounded) ? foldUnits(compatible(bounded)) : foldAscii(bounded);
};

// Normalising puts marks on one letter in order in quadratic time: 64 Ki of them took 9 s. No writing has more than 30 (UAX #15 §13).
const TOO_MANY_MARKS = /(\p{M}{30})\p{M}+/gu;

const compatible = (text: string): string => text.replaceAll(TOO_MANY_MARKS, '$1').normalize('NFKC');

import { bad } from './command-refused.ts';
import type { NumberRanges } from './number-ranges.ts';
import { mergeRanges } from './number-ranges.ts';

const SET = /^(?:\d+|\*)(?::(?:\d+|\*))?(?:,(?:\d+|\*)(?::(?:\d+|\*))?)*$/;

export const isSequenceSet = (text: string): boolean => SET.test(text);

/**
 * Reads a sequence-set (RFC 3501 §9).
 * @param star what `*` stands for: the largest number in use. `559:*` includes it whatever it is.
 */
export function parseSequenceSet(text: string, star: number): NumberRanges {
  if (!isSequenceSet(text)) throw bad('Not a sequence set');
  const bound = (word: string): number => (word === '*' ? star : Number(word));
  return mergeRanges(
    text.split(',').map((part) => {
      const [from = '*', to = from] = part.split(':');
      const [a, b] = [bound(from), bound(to)];
      return a <= b ? ([a, b] as const) : ([b, a] as const);
    }),
  );
}

/** The members of an ascending list that lie in the ranges; costs what it finds, not what lies between. */
export function* membersIn(ascending: readonly number[], ranges: NumberRanges): Generator<number> {
  for (const [low, high] of ranges) {
    for (let at = lowerBound(ascending, low); at < ascending.length; at += 1) {
      const number = ascending[at];
      if (number === undefined || number > high) break;
      yield number;
    }
  }
}

/** Where the first number ≥ `wanted` stands in an ascending list. */
export function lowerBound(ascending: readonly number[], wanted: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

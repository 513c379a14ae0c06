import { foldText } from './fold-text.ts';
import { kinds, WORD } from './letters.ts';
import { termsOfPattern } from './terms.ts';

/** What a query asks for, as texts that stand in folded text or do not. */
export interface Patterns {
  /** All of these are there. */
  readonly wanted: readonly string[];
  /** None of these is there. */
  readonly unwanted: readonly string[];
}

// A part: an optional minus, then a phrase in quotes (the last one may be left open) or anything up to white space or a quote.
const PART = /(?<minus>-?)(?:["“”„](?<phrase>[^"“”„]*)["“”„]?|(?<word>[^\s"“”„]+))/gu;

/**
 * Words are found by their beginning, in scripts without spaces anywhere; what stands together or within quotes in that order. Within
 * quotes, and after a minus, words are whole.
 */
export const parseQuery = (text: string): Patterns => {
  const wanted = new Set<string>();
  const unwanted = new Set<string>();
  for (const { groups } of text.normalize('NFKC').matchAll(PART)) {
    const isUnwanted = groups?.['minus'] === '-';
    const folded = foldText(groups?.['phrase'] ?? groups?.['word'] ?? '');
    if (folded === '') continue;
    const isWhole = isUnwanted || groups?.['phrase'] !== undefined;
    (isUnwanted ? unwanted : wanted).add(patternOf(folded, isWhole));
  }
  return { wanted: [...wanted], unwanted: [...unwanted] };
};

/** Folded text has a space on both sides; what may go on there has none. */
const patternOf = (folded: string, isWhole: boolean): string => {
  const words = folded.slice(1, -1);
  const isWordAt = (at: number): boolean => kinds[words.charCodeAt(at)] === WORD;
  return `${isWordAt(0) ? ' ' : ''}${words}${isWhole && isWordAt(words.length - 1) ? ' ' : ''}`;
};

/** Terms of a segment that may have what is wanted; none: any may. */
export const termsOf = ({ wanted }: Patterns, seed: number): readonly number[] => [
  ...new Set(wanted.flatMap((pattern) => termsOfPattern(pattern, seed))),
];

import { foldText } from './fold-text.ts';

/** Characters of half an excerpt. */
const HALF = 110;

/** The first place of a text where one of the patterns stands, on one line; undefined where none does. */
export const excerptOf = (text: string, patterns: readonly string[]): string | undefined => {
  const starts = startsOf(text);
  const found = starts.findIndex((start, nth) => {
    const folded = foldText(text.slice(start, starts[nth + 2]));
    return patterns.some((pattern) => folded.includes(pattern));
  });
  const start = starts[found];
  if (start === undefined) return undefined;
  const end = starts[found + 2] ?? text.length;
  const words = text.slice(start, end).toWellFormed().replaceAll(/\s+/g, ' ').trim();
  return `${start > 0 ? '…' : ''}${words}${end < text.length ? '…' : ''}`;
};

/** Where the text may be cut: after white space where there is some, every `HALF` characters. */
const startsOf = (text: string): readonly number[] => {
  const starts: number[] = [];
  for (let start = 0; start < text.length; start = cutAfter(text, start)) starts.push(start);
  return starts;
};

const cutAfter = (text: string, start: number): number => {
  for (let at = Math.min(start + HALF, text.length - 1); at > start + HALF / 2; at -= 1) {
    if (/\s/.test(text.charAt(at))) return at + 1;
  }
  return start + HALF;
};

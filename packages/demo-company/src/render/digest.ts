import { createHash } from 'node:crypto';

/** 64 hexadecimal digits that depend on nothing but the words given. */
export const digest = (...words: readonly (string | number)[]): string =>
  createHash('sha256').update(words.join('\u0000')).digest('hex');

/** A number from 0 up to below `limit` by the same words. */
export const pick = (limit: number, ...words: readonly (string | number)[]): number =>
  Number.parseInt(digest(...words).slice(0, 8), 16) % limit;

import { kinds, WORD } from './letters.ts';

/** Beginnings of words that are terms: whoever types a word finds it from the second letter on. */
const BEGINNINGS = [2, 4, 8] as const;

const SPACE = 0x20;
const LINE_FEED = 0x0a;
// FNV-1a, over code units.
const PRIME = 0x0100_0193;
const BASIS = 0x811c_9dc5;

/** Terms of different tenants have nothing in common. */
export const seedOf = (tenantId: string): number => {
  let hash = BASIS;
  for (let at = 0; at < tenantId.length; at += 1) hash = Math.imul(hash ^ tenantId.charCodeAt(at), PRIME);
  return hash | 0;
};

/** A set of hashes that is filled again and again. */
export class TermSet {
  #slots = new Int32Array(1 << 15);
  #filled = new Uint8Array(1 << 15);
  #size = 0;

  add(term: number): void {
    const mask = this.#slots.length - 1;
    let slot = (term ^ (term >>> 15)) & mask;
    while (this.#filled[slot] === 1) {
      if (this.#slots[slot] === term) return;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = term;
    this.#filled[slot] = 1;
    this.#size += 1;
    if (this.#size * 2 > mask) this.#grow();
  }

  /** All terms, ascending; the set is empty then. */
  take(): Int32Array {
    const terms = new Int32Array(this.#size);
    let next = 0;
    for (let slot = 0; next < this.#size; slot += 1) {
      if (this.#filled[slot] === 1) terms[next++] = this.#slots[slot] ?? 0;
    }
    this.#filled.fill(0);
    this.#size = 0;
    return terms.toSorted();
  }

  #grow(): void {
    const terms = this.take();
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#filled = new Uint8Array(this.#slots.length);
    for (const term of terms) this.add(term);
  }
}

/**
 * Adds the terms of folded text: of words their beginnings of 2, 4 and 8 letters; of scripts without spaces each character and each
 * two neighbours. A hash may stand for several terms: what is found by it is looked at again.
 */
export const addTerms = (set: TermSet, body: string, seed: number): void => {
  let hash = seed;
  let length = 0;
  let before = 0;
  for (let at = 0; at < body.length; at += 1) {
    const unit = body.charCodeAt(at);
    if (unit === SPACE || unit === LINE_FEED) {
      hash = seed;
      length = 0;
      before = 0;
    } else if (kinds[unit] === WORD) {
      hash = Math.imul(hash ^ unit, PRIME);
      length += 1;
      if (length === 2 || length === 4 || length === 8) set.add(hash | 0);
    } else {
      set.add(single(unit, seed));
      if (before !== 0) set.add(pair(before, unit, seed));
      before = unit;
    }
  }
};

const single = (unit: number, seed: number): number => Math.imul(seed ^ unit, PRIME) | 0;
const pair = (first: number, second: number, seed: number): number =>
  Math.imul(single(first, seed) ^ second, PRIME) | 0;

/** The terms that every text has in which this pattern (folded, its first word whole or not) is found. */
export const termsOfPattern = (pattern: string, seed: number): readonly number[] => {
  const terms = new Set<number>();
  for (const word of pattern.split(' ')) {
    if (word === '') continue;
    if (kinds[word.charCodeAt(0)] === WORD) addBeginning(terms, word, seed);
    else addNeighbours(terms, word, seed);
  }
  return [...terms];
};

const addBeginning = (terms: Set<number>, word: string, seed: number): void => {
  const longest = BEGINNINGS.findLast((length) => length <= word.length);
  if (longest === undefined) return;
  let hash = seed;
  for (let at = 0; at < longest; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), PRIME);
  terms.add(hash | 0);
};

const addNeighbours = (terms: Set<number>, word: string, seed: number): void => {
  if (word.length === 1) terms.add(single(word.charCodeAt(0), seed));
  for (let at = 1; at < word.length; at += 1) terms.add(pair(word.charCodeAt(at - 1), word.charCodeAt(at), seed));
};

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

/** No term: marks what is free. */
const FREE = 0;
const termOf = (hash: number): number => hash | 0 || 1;

/** A set of hashes that is filled again and again. */
export class TermSet {
  #slots = new Int32Array(1 << 13);
  #size = 0;

  /** @param term not 0 */
  add(term: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (term ^ (term >>> 15)) & mask;
    let found = slots[slot];
    while (found !== FREE && found !== term) {
      slot = (slot + 1) & mask;
      found = slots[slot];
    }
    if (found === term) return;
    slots[slot] = term;
    this.#size += 1;
    if (this.#size * 2 > mask) this.#grow();
  }

  /** All terms, ascending; the set is empty then. */
  take(): Int32Array {
    const slots = this.#slots;
    const terms = new Int32Array(this.#size);
    let next = 0;
    for (let slot = 0; slot < slots.length; slot += 1) {
      const term = slots[slot] ?? FREE;
      if (term !== FREE) terms[next++] = term;
    }
    slots.fill(FREE);
    this.#size = 0;
    return terms.toSorted();
  }

  #grow(): void {
    const terms = this.take();
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (const term of terms) this.add(term);
  }
}

/**
 * Adds the terms of folded text: of words their beginnings of 2, 4 and 8 letters; of scripts without spaces each character and each
 * two neighbours. A hash may stand for several terms: what is found by it is looked at again.
 */
export const addTerms = (set: TermSet, body: string, seed: number): void => {
  const end = body.length;
  let at = 0;
  while (at < end) {
    const unit = body.charCodeAt(at);
    if (unit === SPACE || unit === LINE_FEED) at += 1;
    else at = kinds[unit] === WORD ? addBeginnings(set, body, at, seed) : addDense(set, body, at, seed);
  }
};

/** @returns where the word ends */
const addBeginnings = (set: TermSet, body: string, start: number, seed: number): number => {
  let hash = seed;
  let at = start;
  for (let unit = body.charCodeAt(at); unit > SPACE; unit = body.charCodeAt(at)) {
    hash = Math.imul(hash ^ unit, PRIME);
    at += 1;
    const length = at - start;
    if (length === 2 || length === 4 || length === 8) set.add(termOf(hash));
  }
  return at;
};

/** @returns where the run ends */
const addDense = (set: TermSet, body: string, start: number, seed: number): number => {
  let at = start;
  for (let unit = body.charCodeAt(at); unit > SPACE; unit = body.charCodeAt(at)) {
    set.add(single(unit, seed));
    if (at > start) set.add(pair(body.charCodeAt(at - 1), unit, seed));
    at += 1;
  }
  return at;
};

const single = (unit: number, seed: number): number => termOf(Math.imul(seed ^ unit, PRIME));
const pair = (first: number, second: number, seed: number): number =>
  termOf(Math.imul(single(first, seed) ^ second, PRIME));

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
  terms.add(termOf(hash));
};

const addNeighbours = (terms: Set<number>, word: string, seed: number): void => {
  if (word.length === 1) terms.add(single(word.charCodeAt(0), seed));
  for (let at = 1; at < word.length; at += 1) terms.add(pair(word.charCodeAt(at - 1), word.charCodeAt(at), seed));
};

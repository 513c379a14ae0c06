/** What a UTF-16 code unit is to search. */
export const APART = 0;
/** Of a word: separated by spaces, found by its beginning. */
export const WORD = 1;
/** Of a script that puts no spaces between words: found anywhere. */
export const DENSE = 2;
/** Says nothing: dropped without separating. */
const NOTHING = 3;

const DENSE_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆]/u;
const WORDS = /[\p{L}\p{N}\p{M}]/u;
/** First and last of what is dropped. */
const SILENT = [
  // Diacritics of Latin, Greek and Cyrillic.
  [0x0300, 0x036f],
  // Points of Hebrew; vowel signs and tatweel of Arabic.
  [0x0591, 0x05bd],
  [0x05bf, 0x05bf],
  [0x05c1, 0x05c2],
  [0x05c4, 0x05c5],
  [0x05c7, 0x05c7],
  [0x0610, 0x061a],
  [0x0640, 0x0640],
  [0x064b, 0x065f],
  [0x0670, 0x0670],
  [0x06d6, 0x06dc],
  [0x06df, 0x06e8],
  [0x06ea, 0x06ed],
  // Soft hyphen, joiners, marks of direction, variation selectors, byte order mark.
  [0x00ad, 0x00ad],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2069],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  // Sound marks of kana that found no letter.
  [0x3099, 0x309a],
] as const;
// Letters of these whose accents people leave out.
const FOLDED = /[\u00c0-\u024f\u0370-\u03ff\u0451\u0622-\u0626\u1e00-\u1fff]/u;

/** Of what has no decomposition. */
const ALSO = new Map(Object.entries({ ø: 'o', ł: 'l', đ: 'd', ı: 'i', ς: 'σ', ى: 'ي', ة: 'ه' }));

const UNITS = 0x1_0000;

const kindOf = (unit: number): number => {
  // Halves of characters beyond the first plane; those that matter there are Han and pictures.
  if (unit >= 0xd800 && unit <= 0xdfff) return DENSE;
  if (SILENT.some(([first, last]) => unit >= first && unit <= last)) return NOTHING;
  const letter = String.fromCharCode(unit);
  if (DENSE_SCRIPTS.test(letter)) return DENSE;
  return WORDS.test(letter) ? WORD : APART;
};

const plain = (unit: number): number => {
  // Arabic-Indic digits.
  if (unit >= 0x660 && unit <= 0x669) return unit - 0x630;
  if (unit >= 0x6f0 && unit <= 0x6f9) return unit - 0x6c0;
  const letter = String.fromCharCode(unit).toLowerCase();
  const base = (FOLDED.test(letter) ? letter.normalize('NFD') : letter).charAt(0);
  return (ALSO.get(base) ?? base).charCodeAt(0);
};

/** The kind of each code unit. */
export const kinds: Uint8Array = Uint8Array.from({ length: UNITS }, (_, unit) => kindOf(unit));

/** Each code unit in small letters, without the accents that people leave out. */
export const folded: Uint16Array = Uint16Array.from({ length: UNITS }, (_, unit) => plain(unit));

/** Of a script whose lines are wrapped anywhere: the end of a line within it is none. Korean has spaces between words. */
export const isWrapped = (unit: number): boolean => kinds[unit] === DENSE && !(unit >= 0xac00 && unit <= 0xd7ff);

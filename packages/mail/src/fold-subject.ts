// Printable ASCII without runs of spaces: nothing to normalise but case.
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

// Marks of direction and invisible fillers, which mail programs add and drop at will. The joiners (U+200C, U+200D) are spelling and stay.
const INVISIBLE = /[\u{AD}\u{61C}\u{180E}\u{200B}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FEFF}]/gu;

// What \s leaves out: other control characters.
const SPACE = /[\s\p{Cc}]+/gu;

// Upper case first: it alone folds ß with SS, ſ with s and both small sigmas together.
const caseFolded = (text: string): string => text.toUpperCase().toLowerCase();

/** A subject as it is compared: NFKC (Unicode TR 15), case folded, white space collapsed, invisible characters left out. */
export function foldSubject(subject: string): string {
  if (PLAIN.test(subject)) return subject.toLowerCase();
  const visible = subject.toWellFormed().replaceAll(INVISIBLE, '').normalize('NFKC');
  // Folding can leave characters that compose or decompose anew.
  const folded = caseFolded(visible).normalize('NFKC');
  return caseFolded(folded).normalize('NFKC').replaceAll(SPACE, ' ').trim();
}

const NUL = String.fromCharCode(0);

/** The text as PostgreSQL takes it: NUL removed, lone surrogates replaced by U+FFFD. */
export function cleanText(text: string): string {
  const formed = text.isWellFormed() ? text : text.toWellFormed();
  return formed.includes(NUL) ? formed.replaceAll(NUL, '') : formed;
}

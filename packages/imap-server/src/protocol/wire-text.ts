// Answers are built as latin1 strings: one character is one byte on the wire.

const QUOTABLE = /^[\x20-\x7e]*$/;

/** A quoted string where RFC 3501 §4.3 allows one, else a literal. */
export function wireString(text: string): string {
  if (!QUOTABLE.test(text)) return `{${text.length}}\r\n${text}`;
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

export const wireNstring = (text: string | undefined): string => (text === undefined ? 'NIL' : wireString(text));

export const wireList = (items: readonly string[]): string => `(${items.join(' ')})`;

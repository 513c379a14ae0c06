/** One argument of a command (RFC 3501 §4). Text is kept as bytes in latin1: what the bytes mean is the command's affair. */
export type Value =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'string'; readonly bytes: Buffer }
  | { readonly kind: 'list'; readonly items: readonly Value[] };

export interface Command {
  readonly tag: string;
  /** In capitals; the UID forms are one name: `UID FETCH`. */
  readonly name: string;
  readonly args: readonly Value[];
}

/** The text of an atom or string; a list has none. */
export function textOf(value: Value | undefined): string | undefined {
  switch (value?.kind) {
    case 'atom':
      return value.text;
    case 'string':
      return value.bytes.toString('latin1');
    case 'list':
    case undefined:
      return undefined;
  }
}

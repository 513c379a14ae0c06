export interface HeaderField {
  /** As written. */
  readonly name: string;
  /** The field as it stands in the message, folded, with its line end; latin1. */
  readonly raw: string;
}

const FIELD = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:/;

/** Where the header ends, its empty line included. */
export function headerEnd(raw: Buffer, from = 0, to = raw.length): number {
  let at = from;
  while (at < to) {
    const lineEnd = raw.indexOf(0x0a, at);
    if (lineEnd < 0 || lineEnd >= to) return to;
    const length = lineEnd - at;
    if (length === 0 || (length === 1 && raw[at] === 0x0d)) return lineEnd + 1;
    at = lineEnd + 1;
  }
  return to;
}

/** The header's fields in order; lines that are none are left out. */
export function headerFields(raw: Buffer, from = 0, to = raw.length): readonly HeaderField[] {
  const lines = raw.toString('latin1', from, headerEnd(raw, from, to)).match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const fields: { name: string; raw: string }[] = [];
  for (const line of lines) {
    const last = fields.at(-1);
    const name = FIELD.exec(line)?.[1];
    if (/^[ \t]/.test(line) && last !== undefined) last.raw += line;
    else if (name !== undefined) fields.push({ name, raw: line });
  }
  return fields;
}

/** The first field's value unfolded (RFC 5322 §2.2.3), latin1; undefined when there is none. */
export function headerValue(fields: readonly HeaderField[], name: string): string | undefined {
  const lower = name.toLowerCase();
  const field = fields.find((one) => one.name.toLowerCase() === lower);
  return field === undefined ? undefined : unfold(field.raw.slice(field.raw.indexOf(':') + 1));
}

const unfold = (value: string): string => value.replaceAll(/\r?\n/g, '').trim();

import type { HeaderField } from './header-fields.ts';
import type { MimePart } from './mime-part.ts';
import { mimeTree } from './mime-part.ts';

/** What stands between the brackets of `BODY[…]` (RFC 3501 §6.4.5). */
export interface Section {
  /** Part numbers from the outside in; empty for the whole message. */
  readonly path: readonly number[];
  readonly what: '' | 'HEADER' | 'TEXT' | 'MIME' | 'HEADER.FIELDS' | 'HEADER.FIELDS.NOT';
  readonly fields: readonly string[];
}

/** The section's bytes; undefined when the message has no such part. */
export function sectionOf(raw: Buffer, section: Section): Buffer | undefined {
  if (section.path.length === 0 && section.what === '') return raw;
  const part = findPart(mimeTree(raw), section.path);
  return part === undefined ? undefined : contentOf(raw, part, section);
}

function contentOf(raw: Buffer, part: MimePart, section: Section): Buffer | undefined {
  const isRoot = section.path.length === 0;
  // HEADER and TEXT of a part are those of the message in it.
  const message = isRoot ? part : part.message;
  switch (section.what) {
    case '':
      return raw.subarray(part.bodyStart, part.end);
    case 'MIME':
      return isRoot ? undefined : raw.subarray(part.start, part.bodyStart);
    case 'HEADER':
      return message && raw.subarray(message.start, message.bodyStart);
    case 'TEXT':
      return message && raw.subarray(message.bodyStart, message.end);
    case 'HEADER.FIELDS':
      return message && someFields(message.fields, section.fields, true);
    case 'HEADER.FIELDS.NOT':
      return message && someFields(message.fields, section.fields, false);
  }
}

function findPart(root: MimePart, path: readonly number[]): MimePart | undefined {
  let part: MimePart | undefined = root;
  for (const [index, number] of path.entries()) {
    if (part === undefined) return undefined;
    part = childrenOf(part, index === 0)[number - 1];
  }
  return part;
}

/** A message that is no multipart has one part, its body. */
function childrenOf(part: MimePart, isRoot: boolean): readonly MimePart[] {
  const holder = part.message ?? part;
  if (holder.parts.length > 0) return holder.parts;
  return isRoot || part.message !== undefined ? [holder] : [];
}

function someFields(fields: readonly HeaderField[], names: readonly string[], wanted: boolean): Buffer {
  const lower = new Set(names.map((name) => name.toLowerCase()));
  const chosen = fields.filter((field) => lower.has(field.name.toLowerCase()) === wanted);
  const text = chosen.map((field) => field.raw.replace(/\r?\n?$/, '\r\n')).join('');
  return Buffer.from(`${text}\r\n`, 'latin1');
}

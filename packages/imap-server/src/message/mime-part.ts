import type { Parameterised } from './content-type.ts';
import { parameterOf, parseParameterised } from './content-type.ts';
import type { HeaderField } from './header-fields.ts';
import { headerEnd, headerFields, headerValue } from './header-fields.ts';

/** A part of a message by where it stands in the message's bytes. */
export interface MimePart {
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
  readonly fields: readonly HeaderField[];
  readonly contentType: Parameterised;
  /** Of a multipart; empty for everything else. */
  readonly parts: readonly MimePart[];
  /** Of a message/rfc822. */
  readonly message: MimePart | undefined;
}

// Deeper parts are shown as one leaf: a bomb costs no more than this many passes over its bytes.
const MAX_DEPTH = 40;
const MAX_PARTS = 10_000;

export const mimeTree = (raw: Buffer): MimePart => readPart(raw, 0, raw.length, 0, 'text/plain');

function readPart(raw: Buffer, start: number, end: number, depth: number, usual: string): MimePart {
  const bodyStart = headerEnd(raw, start, end);
  const fields = headerFields(raw, start, end);
  const contentType = contentTypeOf(fields, usual);
  const leaf = { start, bodyStart, end, fields, contentType, parts: [], message: undefined };
  if (depth >= MAX_DEPTH) return leaf;
  if (contentType.value === 'message/rfc822')
    return { ...leaf, message: readPart(raw, bodyStart, end, depth + 1, 'text/plain') };
  const boundary = parameterOf(contentType, 'boundary');
  if (!contentType.value.startsWith('multipart/') || !boundary) return leaf;
  const inner = contentType.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const parts = partRanges(raw, bodyStart, end, boundary).map(([from, to]) =>
    readPart(raw, from, to, depth + 1, inner),
  );
  return { ...leaf, parts };
}

function contentTypeOf(fields: readonly HeaderField[], usual: string): Parameterised {
  const given = parseParameterised(headerValue(fields, 'content-type') ?? usual);
  if (/^[^\s/]+\/[^\s/]+$/.test(given.value)) return given;
  return { value: usual, parameters: [] };
}

/** Where the parts between the delimiter lines are (RFC 2046 §5.1.1); the line end before a delimiter belongs to it. */
function partRanges(raw: Buffer, from: number, to: number, boundary: string): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  let open: number | undefined;
  for (const line of delimiters(raw, from, to, boundary)) {
    if (open !== undefined) ranges.push([open, Math.max(open, line.before)]);
    open = line.last ? undefined : line.after;
    if (line.last || ranges.length >= MAX_PARTS) break;
  }
  if (open !== undefined) ranges.push([open, to]);
  return ranges;
}

function* delimiters(raw: Buffer, from: number, to: number, boundary: string) {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  for (let at = raw.indexOf(mark, from); at >= 0 && at < to; at = raw.indexOf(mark, at + mark.length)) {
    if (at > from && raw[at - 1] !== 0x0a) continue;
    const lineEnd = raw.indexOf(0x0a, at);
    const after = lineEnd < 0 ? to : Math.min(lineEnd + 1, to);
    const rest = raw.toString('latin1', at + mark.length, after).trimEnd();
    if (rest === '' || rest.startsWith('--'))
      yield { before: beforeLineEnd(raw, at), after, last: rest.startsWith('--') };
  }
}

function beforeLineEnd(raw: Buffer, at: number): number {
  if (raw[at - 1] !== 0x0a) return at;
  return raw[at - 2] === 0x0d ? at - 2 : at - 1;
}

import { LIMITS, Rejection } from './limits.ts';

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/** The fields of a header that matter to us, and where the body begins. */
export interface HeaderBlock {
  /** Raw values by lower-case name, in order, each byte a character (latin1), still folded. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly bodyStart: number;
}

const WANTED: ReadonlySet<string> = new Set([
  'auto-submitted',
  'bcc',
  'cc',
  'content-disposition',
  'content-id',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'in-reply-to',
  'list-id',
  'message-id',
  'references',
  'reply-to',
  'sender',
  'subject',
  'to',
]);
const LONGEST_NAME = 25;

/** Reads the header that starts at `start`; it ends with an empty line or at `end` (RFC 5322 §2.1). */
export function readHeaderBlock(raw: Buffer, start: number, end: number): HeaderBlock {
  const bodyStart = findBody(raw, start, end);
  if (bodyStart - start > LIMITS.headerBytes) {
    throw new Rejection(
      'mail-mime/header-too-long',
      `A header of ${bodyStart - start} bytes; ${LIMITS.headerBytes} at most.`,
    );
  }
  const fields = new Map<string, string[]>();
  const text = raw.toString('latin1', start, bodyStart);
  let at = text.startsWith('From ') ? text.indexOf('\n') + 1 : 0;
  while (at < text.length) {
    const next = fieldEnd(text, at);
    addField(fields, text, at, next);
    at = next;
  }
  return { fields, bodyStart };
}

/** The position after the empty line. */
function findBody(raw: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end) {
    if (raw[at] === LF) return at + 1;
    if (raw[at] === CR && raw[at + 1] === LF) return Math.min(at + 2, end);
    const lineEnd = raw.indexOf(LF, at);
    if (lineEnd === -1 || lineEnd >= end) return end;
    at = lineEnd + 1;
  }
  return end;
}

/** The position after the field's last continuation line. */
function fieldEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const lineEnd = text.indexOf('\n', at);
    if (lineEnd === -1) return text.length;
    at = lineEnd + 1;
    const unit = text.charCodeAt(at);
    if (unit !== SPACE && unit !== TAB) return at;
  }
}

function addField(fields: Map<string, string[]>, text: string, start: number, end: number): void {
  const colon = nameEnd(text, start);
  if (colon === -1) return;
  const name = text.slice(start, colon).trimEnd().toLowerCase();
  if (!WANTED.has(name)) return;
  const value = text.slice(colon + 1, end);
  const known = fields.get(name);
  if (known === undefined) fields.set(name, [value]);
  else known.push(value);
}

function nameEnd(text: string, start: number): number {
  const limit = Math.min(text.length, start + LONGEST_NAME + 2);
  for (let at = start; at < limit; at += 1) if (text[at] === ':') return at;
  return -1;
}

import { charsetOf } from './charset.ts';
import { decodeWords } from './encoded-words.ts';

/** A value with parameters, like Content-Type (RFC 2045 §5.1). */
export interface StructuredValue {
  /** Lower case. */
  readonly value: string;
  /** By lower-case name, decoded (RFC 2231, or encoded words where programs put them). */
  readonly params: ReadonlyMap<string, string>;
}

const EMPTY: StructuredValue = { value: '', params: new Map() };
const SIMPLE = /^\s*([\w.+/-]+)\s*(?:;\s*([\w-]+)\s*=\s*(?:"([^"\\\r\n]*)"|([^\s"();,]+))\s*;?\s*)?$/;

// Most mail has one of a few values: `text/plain; charset=utf-8`.
const known = new Map<string, StructuredValue>();
const MOST_KNOWN = 200;
const LONGEST_KNOWN = 60;

/** Reads an unfolded value. */
export function parseStructured(text: string | undefined, problems: Set<string>): StructuredValue {
  if (text === undefined) return EMPTY;
  if (text.length > LONGEST_KNOWN) return parse(text, problems);
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  const value = parse(text, problems);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, value);
  return value;
}

function parse(text: string, problems: Set<string>): StructuredValue {
  // Longer values are not worth a pattern that could go back over them.
  const simple = text.length > 200 ? null : SIMPLE.exec(text);
  if (simple === null) return parseParts(splitParts(text), problems);
  const [, value = '', name, quoted, plain] = simple;
  if (name === undefined) return { value: value.toLowerCase(), params: EMPTY.params };
  return parseParts([value, `${name}=${quoted ?? plain ?? ''}`], problems);
}

function parseParts(parts: readonly string[], problems: Set<string>): StructuredValue {
  const [value = '', ...rest] = parts;
  const raw = new Map<string, string>();
  for (const part of rest) {
    const equals = part.indexOf('=');
    if (equals === -1) continue;
    const name = part.slice(0, equals).trim().toLowerCase();
    // The first of two counts: that is what mail programs show.
    if (!raw.has(name)) raw.set(name, part.slice(equals + 1).trim());
  }
  return { value: value.trim().toLowerCase(), params: decodeParams(raw, problems) };
}

/** Cut at semicolons outside of quotes; quotes and comments taken out. */
function splitParts(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && (quoted || depth > 0)) {
      at += 1;
      if (quoted) part += text.charAt(at);
    } else if (depth === 0 && character === '"') quoted = !quoted;
    else if (!quoted && character === '(') depth += 1;
    else if (depth > 0) depth -= character === ')' ? 1 : 0;
    else if (!quoted && character === ';') {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part];
}

// `name*0*`, `name*1`, `name*`
const EXTENDED = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/;

interface Piece {
  readonly index: number;
  readonly encoded: boolean;
  readonly value: string;
}

/** RFC 2231 §3 and §4: parameters in pieces and in charsets. */
function decodeParams(raw: ReadonlyMap<string, string>, problems: Set<string>): ReadonlyMap<string, string> {
  const params = new Map<string, string>();
  const pieces = new Map<string, Piece[]>();
  for (const [name, value] of raw) {
    const [, base, index, star] = EXTENDED.exec(name) ?? [];
    if (base === undefined) params.set(name, decodeWords(value, problems));
    else {
      const piece = { index: Number(index ?? 0), encoded: index === undefined || star !== undefined, value };
      pieces.set(base, [...(pieces.get(base) ?? []), piece]);
    }
  }
  for (const [name, list] of pieces) params.set(name, joinPieces(list, problems));
  return params;
}

function joinPieces(pieces: readonly Piece[], problems: Set<string>): string {
  const [first, ...rest] = pieces.toSorted((one, other) => one.index - other.index);
  if (first === undefined) return '';
  const [, label = '', start = first.value] = /^([^']*)'[^']*'(.*)$/s.exec(first.encoded ? first.value : '') ?? [];
  const bytes = [{ ...first, value: start }, ...rest].map((piece) =>
    piece.encoded ? percentDecoded(piece.value) : Buffer.from(piece.value, 'utf8'),
  );
  const charset = charsetOf(label === '' ? 'utf-8' : label);
  if (charset === undefined) problems.add(`charset-unknown: ${label.slice(0, 40)}`);
  return (charset ?? charsetOf('utf-8'))?.decode(Buffer.concat(bytes)) ?? '';
}

const percentDecoded = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

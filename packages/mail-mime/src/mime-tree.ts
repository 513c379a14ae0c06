import type { HeaderBlock } from './header-block.ts';
import { readHeaderBlock } from './header-block.ts';
import { unfoldedText } from './header-text.ts';
import { LIMITS, Rejection } from './limits.ts';
import type { StructuredValue } from './structured-value.ts';
import { parseStructured } from './structured-value.ts';
import type { TransferEncoding } from './transfer-encoding.ts';
import { transferEncoding } from './transfer-encoding.ts';

/** A part of a message: a leaf, or a multipart with parts of its own. Its body lies between `start` and `end` of the raw bytes. */
export interface MimePart {
  readonly header: HeaderBlock;
  readonly contentType: StructuredValue;
  readonly disposition: StructuredValue;
  readonly encoding: TransferEncoding;
  readonly start: number;
  readonly end: number;
  /** Undefined for a leaf. */
  readonly children: readonly MimePart[] | undefined;
}

export interface MimeTree {
  readonly root: MimePart;
  /** Why the structure is a guess: other readers may see another one. */
  readonly doubts: ReadonlySet<string>;
}

/** Takes a message apart at its boundaries (RFC 2046 §5.1). Embedded messages stay whole: they are leaves. */
export function readMimeTree(raw: Buffer, problems: Set<string>): MimeTree {
  const splitter = new Splitter(raw, problems);
  return { root: splitter.part(0, raw.length, 0, 'text/plain'), doubts: splitter.doubts };
}

class Splitter {
  readonly doubts = new Set<string>();
  readonly #raw: Buffer;
  readonly #problems: Set<string>;
  #parts = 0;

  constructor(raw: Buffer, problems: Set<string>) {
    this.#raw = raw;
    this.#problems = problems;
  }

  part(start: number, end: number, depth: number, defaultType: string): MimePart {
    this.#count(depth);
    const header = readHeaderBlock(this.#raw, start, end);
    const contentType = this.#value(header, 'content-type', defaultType);
    const leaf: MimePart = {
      header,
      contentType,
      disposition: this.#value(header, 'content-disposition'),
      encoding: transferEncoding(header.fields.get('content-transfer-encoding')?.[0]),
      start: header.bodyStart,
      end,
      children: undefined,
    };
    return contentType.value.startsWith('multipart/') ? this.#multipart(leaf, depth) : leaf;
  }

  #count(depth: number): void {
    this.#parts += 1;
    if (depth > LIMITS.depth) {
      throw new Rejection('mail-mime/too-deep', `Parts lie within parts more than ${LIMITS.depth} levels deep.`);
    }
    if (this.#parts > LIMITS.parts) {
      throw new Rejection('mail-mime/too-many-parts', `More than ${LIMITS.parts} parts.`);
    }
  }

  #value(header: HeaderBlock, name: string, fallback?: string): StructuredValue {
    const values = header.fields.get(name);
    if (values !== undefined && values.length > 1) this.doubts.add(`${name} twice`);
    const text = values?.[0];
    const value = parseStructured(text === undefined ? fallback : unfoldedText(text, this.#problems), this.#problems);
    return value.value === '' && fallback !== undefined ? { ...value, value: fallback } : value;
  }

  #multipart(part: MimePart, depth: number): MimePart {
    const boundary = part.contentType.params.get('boundary') ?? '';
    const ranges = boundary === '' ? [] : this.#ranges(boundary, part.start, part.end);
    if (ranges.length === 0) {
      this.doubts.add('multipart without parts');
      return part;
    }
    if (part.encoding !== 'none') this.doubts.add('encoded multipart');
    // RFC 2046 §5.1.5: the parts of a digest are messages unless they say otherwise.
    const childType = part.contentType.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    const children = ranges.map(([start, end]) => this.part(start, end, depth + 1, childType));
    return { ...part, children };
  }

  /** Where the parts lie between the delimiter lines. */
  #ranges(boundary: string, start: number, end: number): readonly (readonly [number, number])[] {
    const delimiter = Buffer.from(`--${boundary}`, 'utf8');
    const ranges: [number, number][] = [];
    // Nothing is looked for behind the end: with many parts that would be quadratic (X15).
    const body = this.#raw.subarray(0, end);
    let open = -1;
    for (let at = body.indexOf(delimiter, start); at !== -1; at = body.indexOf(delimiter, at + 1)) {
      const line = this.#delimiterLine(at, at + delimiter.length, start, end);
      if (line === undefined) continue;
      if (open !== -1) ranges.push([open, Math.max(open, this.#beforeLineEnd(at, start))]);
      open = line.closes ? -1 : line.end;
      if (line.closes) return ranges;
      if (ranges.length > LIMITS.parts) break;
    }
    this.doubts.add('multipart without end');
    if (open !== -1) ranges.push([open, end]);
    return ranges;
  }

  /** A delimiter stands at the start of a line and nothing but blanks follow it (RFC 2046 §5.1.1). */
  #delimiterLine(at: number, after: number, start: number, end: number): { closes: boolean; end: number } | undefined {
    if (at !== start && this.#raw[at - 1] !== 0x0a) return undefined;
    const closes = this.#raw[after] === 0x2d && this.#raw[after + 1] === 0x2d;
    let next = closes ? after + 2 : after;
    while (this.#raw[next] === 0x20 || this.#raw[next] === 0x09 || this.#raw[next] === 0x0d) next += 1;
    if (next >= end) return { closes, end };
    return this.#raw[next] === 0x0a ? { closes, end: next + 1 } : undefined;
  }

  /** The line end before a delimiter belongs to the delimiter. */
  #beforeLineEnd(at: number, start: number): number {
    if (at - 1 < start) return start;
    return at - 2 >= start && this.#raw[at - 2] === 0x0d ? at - 2 : at - 1;
  }
}

import { HEADER } from '@mailfold/contracts/topics';
import { createRequire } from 'node:module';

/** The part of kafkajs's decoder that is replaced. */
interface Decoder {
  readonly buffer: Buffer;
  offset: number;
  readVarInt(): number;
}

type Value = string | Buffer | null;
type Headers = Record<string, Value | Value[]>;
type ReadArray = (this: Decoder, read: unknown) => unknown;

const require = createRequire(import.meta.url);
const { prototype } = require('kafkajs/src/protocol/decoder') as { readonly prototype: { readVarIntArray: ReadArray } };
const readHeader: unknown = require('kafkajs/src/protocol/recordBatch/header/v0/decoder');
const { readVarIntArray } = prototype;

/** Bytes; ids and times are shorter. */
const MOST_KEPT = 64;

/** A header of ours, with its last value: most are the same in the next record. */
class Known {
  readonly name: string;
  readonly #bytes: Buffer;
  readonly #last = Buffer.alloc(MOST_KEPT);
  #length = 0;
  #text = '';

  constructor(name: string) {
    this.name = name;
    this.#bytes = Buffer.from(name);
  }

  /** Whether its name is what lies there, in as many bytes. */
  isAt(buffer: Buffer, from: number): boolean {
    return isAt(this.#bytes, this.#bytes.length, buffer, from);
  }

  textOf(buffer: Buffer, from: number, to: number): string {
    const length = to - from;
    if (length === this.#length && isAt(this.#last, length, buffer, from)) return this.#text;
    const text = buffer.toString('utf8', from, to);
    if (length > MOST_KEPT) return text;
    for (let nth = 0; nth < length; nth += 1) this.#last[nth] = buffer[from + nth] ?? 0;
    this.#length = length;
    this.#text = text;
    return text;
  }
}

/** From the end, where ids differ. */
const isAt = (bytes: Buffer, length: number, buffer: Buffer, from: number): boolean => {
  for (let nth = length - 1; nth >= 0; nth -= 1) if (bytes[nth] !== buffer[from + nth]) return false;
  return true;
};

const KNOWN = Map.groupBy(
  Object.values(HEADER).map((name) => new Known(name)),
  ({ name }) => name.length,
);

const readHeaders = (decoder: Decoder): Headers => {
  const headers: Headers = {};
  for (let left = decoder.readVarInt(); left > 0; left -= 1) {
    const length = decoder.readVarInt();
    const { buffer, offset } = decoder;
    const known = KNOWN.get(length)?.find((one) => one.isAt(buffer, offset));
    const name = known?.name ?? buffer.toString('utf8', offset, offset + length);
    decoder.offset += length;
    const value = readValue(decoder, known);
    const there = Object.hasOwn(headers, name) ? headers[name] : undefined;
    if (there !== undefined) headers[name] = Array.isArray(there) ? [...there, value] : [there, value];
    else if (known !== undefined) headers[name] = value;
    // Whatever it is called, `__proto__` too.
    else Object.defineProperty(headers, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return headers;
};

const readValue = (decoder: Decoder, known: Known | undefined): Value => {
  const length = decoder.readVarInt();
  if (length < 0) return null;
  const { buffer, offset } = decoder;
  decoder.offset += length;
  return known?.textOf(buffer, offset, offset + length) ?? buffer.subarray(offset, offset + length);
};

/** kafkajs folds the headers that it has read into an object: they are one already. */
function readAtOnce(this: Decoder, read: unknown): unknown {
  if (read !== readHeader) return readVarIntArray.call(this, read);
  const headers = readHeaders(this);
  return { reduce: () => headers };
}

/**
 * kafkajs copies the object of a record's headers anew for each of them, and makes a buffer of each: with sixteen that is three quarters of
 * what it costs to read an event. Here headers of ours come as text, others as the buffers that kafkajs gives.
 */
export function installQuickDecoder(): void {
  prototype.readVarIntArray = readAtOnce;
}

/** For the test that compares what is read. */
export function removeQuickDecoder(): void {
  prototype.readVarIntArray = readVarIntArray;
}

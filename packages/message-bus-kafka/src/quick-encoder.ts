import { createRequire } from 'node:module';

/** The part of kafkajs's encoder that is replaced. */
interface Encoder {
  readonly buf: Buffer;
  offset: number;
  ensureAvailable(bytes: number): void;
}

const encoder = createRequire(import.meta.url)('kafkajs/src/protocol/encoder') as {
  readonly prototype: { writeUVarInt: (this: Encoder, value: number) => Encoder };
};
const { writeUVarInt } = encoder.prototype;

/** Of 32 bits, by sevens. */
const MOST_BYTES = 5;

/** The same bytes, written where they belong. */
function writeInPlace(this: Encoder, value: number): Encoder {
  this.ensureAvailable(MOST_BYTES);
  let rest = value >>> 0;
  for (; rest > 0x7f; rest >>>= 7) this.buf[this.offset++] = (rest & 0x7f) | 0x80;
  this.buf[this.offset++] = rest;
  return this;
}

/**
 * kafkajs makes an array and a buffer for each number of variable length, and a record has two for each of its headers: a third of what it
 * costs to send an event, which has sixteen.
 */
export function installQuickEncoder(): void {
  encoder.prototype.writeUVarInt = writeInPlace;
}

/** For the test that compares the bytes. */
export function removeQuickEncoder(): void {
  encoder.prototype.writeUVarInt = writeUVarInt;
}

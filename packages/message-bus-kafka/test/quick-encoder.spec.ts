import { createRequire } from 'node:module';
import { installQuickEncoder, removeQuickEncoder } from '../src/quick-encoder.ts';

interface Bytes {
  readonly buffer: Buffer;
}

const require = createRequire(import.meta.resolve('../src/quick-encoder.ts'));
const Encoder = require('kafkajs/src/protocol/encoder') as new () => Bytes & {
  writeVarInt(value: number): void;
  writeUVarInt(value: number): void;
};
const recordOf = require('kafkajs/src/protocol/recordBatch/record/v0') as (record: object) => Bytes;

/** Around each power of two: both ends of every length, with either sign. */
const NUMBERS = Array.from({ length: 32 }, (_, bits) => 2 ** bits)
  .flatMap((power) => [power - 1, power, power + 1, -power, 1 - power])
  .map((number) => number | 0);

describe('what the quick encoder writes', () => {
  afterEach(removeQuickEncoder);

  const expectTheSame = (make: () => string): void => {
    removeQuickEncoder();
    const theirs = make();
    installQuickEncoder();
    expect(make()).toBe(theirs);
  };

  it('is what kafkajs writes of numbers', () => {
    expectTheSame(() => {
      const encoder = new Encoder();
      for (const number of NUMBERS) {
        encoder.writeVarInt(number);
        encoder.writeUVarInt(number >>> 0);
      }
      return encoder.buffer.toString('hex');
    });
  });

  it('is what kafkajs writes of records, of whatever size', () => {
    const sizes = [...Array.from({ length: 1_100 }, (_, size) => size), 5_000, 70_000];
    expectTheSame(() => sizes.map((size) => recordOf(sampleOf(size)).buffer.toString('hex')).join(' '));
  });
});

const sampleOf = (size: number) => ({
  offsetDelta: 300,
  key: Buffer.from('key'),
  value: Buffer.alloc(size, 7),
  headers: { short: 'x', ce_ü: '見'.repeat(size / 3), long: 'y'.repeat(size) },
});

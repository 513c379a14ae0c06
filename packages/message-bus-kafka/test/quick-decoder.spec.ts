import { HEADER } from '@mailfold/contracts/topics';
import { createRequire } from 'node:module';
import { installQuickDecoder, removeQuickDecoder } from '../src/quick-decoder.ts';

const require = createRequire(import.meta.resolve('../src/quick-decoder.ts'));
const Decoder = require('kafkajs/src/protocol/decoder') as new (buffer: Buffer) => object;
const encode = require('kafkajs/src/protocol/recordBatch/record/v0') as (record: object) => { readonly buffer: Buffer };
const decode = require('kafkajs/src/protocol/recordBatch/record/v0/decoder') as (
  decoder: object,
  batch: object,
) => { readonly headers: Readonly<Record<string, unknown>> };

type Headers = Readonly<Record<string, string | Buffer | (string | Buffer)[] | null>>;

/** What is read of a record that was written with these headers. */
const read = (headers: Headers): Readonly<Record<string, unknown>> => {
  const { buffer } = encode({ offsetDelta: 3, timestampDelta: 0, key: 'key', value: Buffer.from('value'), headers });
  const decoder = new Decoder(buffer) as { readVarInt: () => number };
  decoder.readVarInt(); // its length
  return decode(decoder, { firstOffset: '0', firstTimestamp: '0' }).headers;
};

const bothWays = (headers: Headers): readonly Readonly<Record<string, unknown>>[] => {
  removeQuickDecoder();
  const theirs = read(headers);
  installQuickDecoder();
  return [read(headers), theirs];
};

describe('what the quick decoder reads', () => {
  afterEach(removeQuickDecoder);

  it.each<[string, Headers]>([
    ['nothing', {}],
    ['names that are not ours', { 'x-id': 'a', ce_idx: '', ü: '見積', bytes: Buffer.from([0xff, 0x00, 0xfe]) }],
    ['a name twice', { 'x-id': ['a', 'b', Buffer.from('c')] }],
  ])('is what kafkajs reads: %s', (_, headers) => {
    const [ours, theirs] = bothWays(headers);
    expect(ours).toStrictEqual(theirs);
  });

  it('is what was written, where kafkajs mixes it with what every object has', () => {
    const headers = JSON.parse('{ "__proto__": "a", "constructor": "b", "toString": "c" }') as Headers;
    const [ours = {}] = bothWays(headers);
    expect(Object.entries(ours).map(([name, value]) => [name, String(value)])).toEqual(Object.entries(headers));
  });

  it('is the same as text where the name is ours', () => {
    const headers = Object.fromEntries(Object.values(HEADER).map((name, nth) => [name, `見 ${nth}`]));
    const [ours, theirs] = bothWays(headers);
    expect(ours).toStrictEqual(headers);
    expect(Object.keys(theirs ?? {})).toEqual(Object.keys(headers));
    expect(Object.fromEntries(Object.entries(theirs ?? {}).map(([name, value]) => [name, String(value)]))).toEqual(
      headers,
    );
  });

  it('keeps apart values that follow one another', () => {
    installQuickDecoder();
    const values = ['0198-a', '0198-b', '', '0198-b', '0198-b', '0198', '0198-見', '0198-見'];
    expect(values.map((value) => read({ [HEADER.id]: value })[HEADER.id])).toEqual(values);
  });

  it('has a name of ours that comes twice as a list', () => {
    const [ours] = bothWays({ [HEADER.id]: ['a', 'b'] });
    expect(ours).toEqual({ [HEADER.id]: ['a', 'b'] });
  });
});

import { Partitioners, type PartitionMetadata } from 'kafkajs';
import fc from 'fast-check';
import { murmur2, partitionOf } from '../topics/partition.ts';

describe('the hash of keys', () => {
  // Kafka's own: org.apache.kafka.common.utils.UtilsTest.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('of %s is that of Kafka', (text, hash) => {
    expect(murmur2(Buffer.from(text))).toBe(hash);
  });

  it('puts every key where kafkajs puts it', () => {
    const choose = Partitioners.DefaultPartitioner();
    const metadata = (count: number): PartitionMetadata[] =>
      Array.from({ length: count }, (_, partitionId) => ({
        partitionId,
        leader: 1,
        partitionErrorCode: 0,
        replicas: [1],
        isr: [1],
      }));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 1, max: 50 }), (key, count) => {
        const theirs = choose({ topic: 't', message: { key, value: '' }, partitionMetadata: metadata(count) });
        expect(partitionOf(key, count)).toBe(theirs);
      }),
    );
  });
});

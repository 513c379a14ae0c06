import { uuid7 } from '@mailfold/kernel';
import kafkajs from 'kafkajs';
import { zstdDecompressSync } from 'node:zlib';
import { Counted } from './counted.ts';

const [topic = '', size = '', ...brokers] = process.argv.slice(2);

kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD] = () => ({
  compress: ({ buffer }: { readonly buffer: Buffer }) => Promise.resolve(buffer),
  decompress: (buffer: Buffer) => Promise.resolve(zstdDecompressSync(buffer)),
});

/** `eachBatch`, and nothing done with it. @returns events a second */
const consume = async (): Promise<number> => {
  const kafka = new kafkajs.Kafka({ brokers, clientId: 'peer', logLevel: kafkajs.logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `bench.${uuid7()}` });
  await consumer.connect();
  const counted = new Counted(Number(size));
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachBatch: ({ batch }) => Promise.resolve(counted.add(batch.messages.length)) });
  const rate = await counted.rate;
  await consumer.disconnect();
  return rate;
};

process.on('message', () => void consume().then((rate) => process.send?.(rate)));
process.send?.('ready');

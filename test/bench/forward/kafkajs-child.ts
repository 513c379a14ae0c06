import { encodeRecord } from '@mailfold/contracts/topics';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import kafkajs from 'kafkajs';
import { zstdCompressSync } from 'node:zlib';
import { TOPICS } from './topics.ts';

/** Some 900 kB, as the forwarder's requests. */
const RECORDS = 430;

const [storeUrl = '', ...brokers] = process.argv.slice(2);

kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD] = () => ({
  compress: ({ buffer }: { readonly buffer: Buffer }) => Promise.resolve(zstdCompressSync(buffer)),
  decompress: (buffer: Buffer) => Promise.resolve(buffer),
});

/** What the forwarder makes of the store. */
const readRecords = async () => {
  await using rows = await PostgresReadStore.connect({ url: storeUrl });
  await using events = await PostgresEventStore.create({ readStore: rows });
  const all = await events.readAll({ after: 0, max: Number.MAX_SAFE_INTEGER });
  return all.flatMap((event) => TOPICS.map((topic) => ({ topic, ...encodeRecord(event) })));
};

const records = await readRecords();

const send = async (): Promise<number> => {
  const kafka = new kafkajs.Kafka({ brokers, clientId: 'peer', logLevel: kafkajs.logLevel.NOTHING });
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  const began = performance.now();
  await producer.connect();
  for (let first = 0; first < records.length; first += RECORDS) {
    const byTopic = Map.groupBy(records.slice(first, first + RECORDS), ({ topic }) => topic);
    const topicMessages = [...byTopic].map(([topic, messages]) => ({ topic, messages }));
    await producer.sendBatch({ acks: -1, compression: kafkajs.CompressionTypes.ZSTD, topicMessages });
  }
  const seconds = (performance.now() - began) / 1_000;
  await producer.disconnect();
  return seconds;
};

process.on('message', () => void send().then((seconds) => process.send?.(seconds)));
process.send?.('ready');

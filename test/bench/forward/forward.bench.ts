import { startKafka } from '@mailfold/dev-env';
import { KafkaTopics } from '@mailfold/message-bus-kafka';
import type { Bench } from '../bench.ts';
import { KafkajsAlone } from '../kafkajs-alone.ts';
import { alternate, medianRatio } from '../pairs.ts';
import { median } from '../statistics.ts';
import { FullStore } from './full-store.ts';
import { TOPICS } from './topics.ts';

const PARTITIONS = 12;
const EVENTS = 40_000;
const PAIRS = 5;
const GOAL = 0.8;
const CHILD = new URL('./kafkajs-child.ts', import.meta.url);

/**
 * From a full event store to everything being in Kafka, against kafkajs alone that is given the records ready made: the same ones into the
 * same topics (each event is two records), zstd, in requests of the same size, idempotent.
 */
export const forward: Bench = async ({ pairs = PAIRS, size = EVENTS, say }) => {
  await using kafka = await startKafka();
  await createTopics(kafka.brokers);
  say(`appending ${size} events`);
  await using store = await FullStore.open(size);
  await using alone = await KafkajsAlone.open(CHILD, [store.url, ...kafka.brokers]);
  const ours = async (): Promise<number> => rate(size, await store.forward(kafka.brokers));
  const peer = async (): Promise<number> => rate(size, await alone.measure());
  // Compiled code, and the first segments of each partition, for both.
  await alternate(1, ours, peer);
  const found = await alternate(pairs, ours, peer);
  return {
    result: {
      bench: 'forward',
      unit: 'records/s',
      ours: Math.round(median(found.map((pair) => pair.ours))),
      peer: Math.round(median(found.map((pair) => pair.peer))),
      ratio: medianRatio(found),
      goal: GOAL,
      runs: found.length,
    },
    lines: [['events', `${size}, each in the log and in the topic of its context, 16 headers, zstd`]],
  };
};

const createTopics = async (brokers: readonly string[]): Promise<void> => {
  await using topics = await KafkaTopics.connect({ connection: { brokers, clientId: 'mailfold-bench' } });
  await topics.create(TOPICS.map((name) => ({ name, partitions: PARTITIONS })));
};

const rate = (events: number, seconds: number): number => (events * TOPICS.length) / seconds;

import { startKafka } from '@mailfold/dev-env';
import { uuid7 } from '@mailfold/kernel';
import { type KafkaConnection, KafkaMessageBus } from '@mailfold/message-bus-kafka';
import type { Bench } from '../bench.ts';
import { KafkajsAlone } from '../kafkajs-alone.ts';
import { alternate, medianRatio } from '../pairs.ts';
import { median } from '../statistics.ts';
import { Counted } from './counted.ts';
import { fillLogTopic } from './log-topic.ts';

const EVENTS = 120_000;
const PAIRS = 5;
const GOAL = 0.7;
const CHILD = new URL('./kafkajs-child.ts', import.meta.url);

/** A group that does nothing with what it gets against kafkajs's `eachBatch` alone, both new to a topic that is full. */
export const consume: Bench = async ({ pairs = PAIRS, size = EVENTS, say }) => {
  await using kafka = await startKafka();
  const connection = { brokers: kafka.brokers, clientId: 'mailfold-bench' };
  say(`publishing ${size} events`);
  const topic = await fillLogTopic(connection, size);
  const ours = (): Promise<number> => ourRate(connection, topic, size);
  await using alone = await KafkajsAlone.open(CHILD, [topic, String(size), ...kafka.brokers]);
  const peer = (): Promise<number> => alone.measure();
  // Compiled code, for both.
  await alternate(1, ours, peer);
  const found = await alternate(pairs, ours, peer);
  return {
    result: {
      bench: 'consume',
      unit: 'events/s',
      ours: Math.round(median(found.map((pair) => pair.ours))),
      peer: Math.round(median(found.map((pair) => pair.peer))),
      ratio: medianRatio(found),
      goal: GOAL,
      runs: found.length,
    },
    lines: [['events', `${size} in 12 partitions, 16 headers each, zstd`]],
  };
};

async function ourRate(connection: KafkaConnection, topic: string, size: number): Promise<number> {
  await using bus = await KafkaMessageBus.create({ connection, topic });
  const counted = new Counted(size);
  await bus.subscribe({
    group: `bench.${uuid7()}`,
    handle: (batch) => Promise.resolve(counted.add(batch.events.length)),
  });
  // Awaited here: the bus lives until then.
  const rate = await counted.rate;
  return rate;
}

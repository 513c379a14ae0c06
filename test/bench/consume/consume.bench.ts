import { startKafka } from '@mailfold/dev-env';
import { uuid7 } from '@mailfold/kernel';
import { type KafkaConnection, KafkaMessageBus } from '@mailfold/message-bus-kafka';
import kafkajs from 'kafkajs';
import type { Bench } from '../bench.ts';
import { alternate, medianRatio } from '../pairs.ts';
import { median } from '../statistics.ts';
import { fillLogTopic } from './log-topic.ts';

const EVENTS = 120_000;
const PAIRS = 5;
const GOAL = 0.7;

/** A group that does nothing with what it gets against kafkajs's `eachBatch` alone, both new to a topic that is full. */
export const consume: Bench = async ({ pairs = PAIRS, size = EVENTS, say }) => {
  await using kafka = await startKafka();
  const connection = { brokers: kafka.brokers, clientId: 'mailfold-bench' };
  say(`publishing ${size} events`);
  const topic = await fillLogTopic(connection, size);
  const ours = (): Promise<number> => ourRate(connection, topic, size);
  const peer = (): Promise<number> => peerRate(connection, topic, size);
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

async function peerRate({ brokers, clientId }: KafkaConnection, topic: string, size: number): Promise<number> {
  const consumer = new kafkajs.Kafka({ brokers: [...brokers], clientId, logLevel: 0 }).consumer({
    groupId: `bench.${uuid7()}`,
  });
  await consumer.connect();
  const counted = new Counted(size);
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachBatch: ({ batch }) => Promise.resolve(counted.add(batch.messages.length)) });
  const rate = await counted.rate;
  await consumer.disconnect();
  return rate;
}

/** From when it was made until the last event; joining the group (some 50 ms) is a part of it, for both. */
class Counted {
  readonly rate: Promise<number>;
  readonly #size: number;
  readonly #done: (rate: number) => void;
  readonly #begun = performance.now();
  #count = 0;

  constructor(size: number) {
    const { promise, resolve } = Promise.withResolvers<number>();
    [this.rate, this.#done, this.#size] = [promise, resolve, size];
  }

  add(events: number): void {
    this.#count += events;
    if (this.#count >= this.#size) this.#done((this.#count * 1_000) / (performance.now() - this.#begun));
  }
}

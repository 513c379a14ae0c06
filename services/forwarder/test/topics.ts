import { contextTopic, decodeRecord, LOG_TOPIC } from '@mailfold/contracts/topics';
import { until } from '@mailfold/dev-env';
import { keyOf, type StoredEvent } from '@mailfold/event-store';
import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';

export const TOPICS = [LOG_TOPIC, contextTopic('threading'), contextTopic('linking')];
const PARTITIONS = 3;

/** Creates the topics of a Kafka that has none. */
export const createTopics = async (brokers: readonly string[]): Promise<void> => {
  const admin = clientOf(brokers).admin();
  await admin.connect();
  await admin.createTopics({ topics: TOPICS.map((topic) => ({ topic, numPartitions: PARTITIONS })), timeout: 20_000 });
  await admin.disconnect();
};

/** A member that the broker's death cut off is not waited for: kafkajs alone lets the group wait for it up to a minute. */
const SOON_BACK = { sessionTimeout: 3_000, heartbeatInterval: 500, rebalanceTimeout: 5_000 };

/** Whatever a topic has of some keys for those who read committed records, from its beginning on, repeats included. */
export class TopicReader implements AsyncDisposable {
  readonly events: StoredEvent[] = [];
  readonly #consumer: kafkajs.Consumer;

  private constructor(consumer: kafkajs.Consumer) {
    this.#consumer = consumer;
  }

  static async open(brokers: readonly string[], topic: string, keys: ReadonlySet<string>): Promise<TopicReader> {
    const consumer = clientOf(brokers).consumer({ groupId: randomUUID(), maxWaitTimeInMs: 50, ...SOON_BACK });
    const reader = new TopicReader(consumer);
    const places = new Set<string>();
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ partition, message }) => {
        // The same record may be delivered again, after a pause of the group.
        const place = `${partition} ${message.offset}`;
        if (places.has(place)) return;
        places.add(place);
        const event = decodeRecord({ value: message.value, headers: message.headers });
        if (keys.has(keyOf(event))) reader.events.push(event);
      },
    });
    return reader;
  }

  /** Until these have come. */
  async until(ids: readonly string[], within = 90_000): Promise<void> {
    const has = (): boolean => {
      const there = new Set(this.events.map(({ id }) => id));
      return ids.every((id) => there.has(id));
    };
    await until(has, { within, what: `${ids.length} events in the topic` });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#consumer.disconnect();
  }
}

const clientOf = (brokers: readonly string[]): kafkajs.Kafka =>
  new kafkajs.Kafka({ brokers: [...brokers], clientId: 'test', logLevel: kafkajs.logLevel.NOTHING });

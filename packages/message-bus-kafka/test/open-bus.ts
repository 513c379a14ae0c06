import { randomUUID } from 'node:crypto';
import { encodeRecord } from '@mailfold/contracts/topics';
import { freshDatabase } from '@mailfold/dev-env';
import type { EventStore } from '@mailfold/event-store';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import type { KafkaConnection } from '../src/connection.ts';
import type { Timing } from '../src/group-consumer.ts';
import { KafkaMessageBus, type KafkaMessageBusOptions } from '../src/kafka-message-bus.ts';
import { KafkaPublisher } from '../src/publisher.ts';
import { KafkaTopics } from '../src/topics.ts';

export const PARTITIONS = 12;

/** Sooner than in production, and more work. */
export const TIMING: Timing = { sessionMs: 3_000, heartbeatMs: 60, rebalanceMs: 10_000, fetchWaitMs: 40 };

export const connectionTo = (brokers: readonly string[]): KafkaConnection => ({ brokers, clientId: 'mailfold-test' });

/** An event store, a topic that everything of it is published to, and a bus on that topic. */
export async function openBus(brokers: readonly string[], more: Partial<KafkaMessageBusOptions> = {}) {
  await using stack = new AsyncDisposableStack();
  const connection = connectionTo(brokers);
  const topic = `mailfold.log.${randomUUID()}`;
  const database = stack.adopt(await freshDatabase(), (one) => one.drop());
  const rows = stack.use(await PostgresReadStore.connect({ url: database.url }));
  const events = stack.use(await PostgresEventStore.create({ readStore: rows }));
  const topics = stack.use(await KafkaTopics.connect({ connection }));
  await topics.create([{ name: topic, partitions: PARTITIONS }]);
  stack.use(await follow(events, connection, topic));
  const another = (): Promise<KafkaMessageBus> =>
    KafkaMessageBus.create({ connection, topic, timing: TIMING, ...more });
  const bus = stack.use(await another());
  const all = stack.move();
  return { connection, topic, events, topics, bus, another, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

/** Publishes what is appended to a store, as the forwarder does, without its checkpoint. */
async function follow(events: EventStore, connection: KafkaConnection, topic: string): Promise<AsyncDisposable> {
  const publisher = await KafkaPublisher.connect({ connection, transactionalId: topic });
  const ending = new AbortController();
  const run = async (): Promise<void> => {
    for await (const item of events.subscribeAll({ after: 0, signal: ending.signal })) {
      if (item.kind !== 'events') continue;
      await publisher.publish(item.events.map((event) => ({ topic, ...encodeRecord(event) })));
    }
  };
  const running = run();
  return {
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      await running;
      await publisher[Symbol.asyncDispose]();
    },
  };
}

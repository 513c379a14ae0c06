import { randomUUID } from 'node:crypto';
import type { Admin, KafkaMessage } from 'kafkajs';
import { type KafkaConnection, kafkaClient, type KafkaLog } from './connection.ts';

export interface TopicReading {
  readonly connection: KafkaConnection;
  readonly admin: Admin;
  readonly topic: string;
  readonly log: KafkaLog | undefined;
}

/**
 * Gives each committed record of a topic that is there now, and leaves no trace: kafkajs reads as a member of a group only, so this group is
 * made up and deleted again. For small topics.
 */
export async function readTopic(reading: TopicReading, each: (message: KafkaMessage) => void): Promise<void> {
  const { connection, admin, topic, log } = reading;
  const left = await ends(admin, topic);
  if (left.size === 0) return;
  const groupId = `mailfold.reading.${randomUUID()}`;
  const consumer = kafkaClient(connection, log).consumer({
    groupId,
    maxWaitTimeInMs: 100,
    allowAutoTopicCreation: false,
  });
  const done = Promise.withResolvers<void>();
  const reached = (partition: number, last: string): void => {
    if (BigInt(last) + 1n >= (left.get(partition) ?? 0n)) left.delete(partition);
    if (left.size === 0) done.resolve();
  };
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => reached(payload.partition, payload.lastOffset));
  consumer.on(consumer.events.CRASH, ({ payload }) => done.reject(payload.error));
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: ({ batch }) => Promise.resolve(batch.messages.forEach(each)),
    });
    await done.promise;
  } finally {
    await consumer.disconnect();
    // A group without members that committed nothing goes by itself, too.
    await admin.deleteGroups([groupId]).catch(() => undefined);
  }
}

/** By partition, one more than its last offset; those that are empty are left out. */
async function ends(admin: Admin, topic: string): Promise<Map<number, bigint>> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return new Map(
    offsets.filter(({ high, low }) => high !== low).map(({ partition, high }) => [partition, BigInt(high)]),
  );
}

import type { Admin, KafkaMessage } from 'kafkajs';
import type { KafkaConnection } from '../src/connection.ts';
import { readTopic } from '../src/read-topic.ts';

/** Every committed record of a topic. */
export async function recordsOf(
  connection: KafkaConnection,
  admin: Admin,
  topic: string,
): Promise<readonly KafkaMessage[]> {
  const records: KafkaMessage[] = [];
  await readTopic({ connection, admin, topic, log: undefined }, (record) => records.push(record));
  return records;
}

import { encodeRecord } from '@mailfold/contracts/topics';
import { uuid7 } from '@mailfold/kernel';
import { type KafkaConnection, KafkaPublisher, KafkaTopics } from '@mailfold/message-bus-kafka';
import { type Account, newAccount, observedMessage } from '../append/observed-messages.ts';

const PARTITIONS = 12;
const ACCOUNTS = 48;
const TRANSACTION = 2_000;

/** A topic with so many events of a backfill, as the forwarder publishes them. @returns its name */
export async function fillLogTopic(connection: KafkaConnection, events: number): Promise<string> {
  const topic = `mailfold.bench.${uuid7()}`;
  await using topics = await KafkaTopics.connect({ connection });
  await topics.create([{ name: topic, partitions: PARTITIONS }]);
  await using publisher = await KafkaPublisher.connect({ connection, transactionalId: topic });
  const accounts = Array.from({ length: ACCOUNTS }, newAccount);
  for (let first = 0; first < events; first += TRANSACTION) {
    const count = Math.min(TRANSACTION, events - first);
    await publisher.publish(Array.from({ length: count }, (_, at) => recordOf(topic, accounts, first + at)));
  }
  return topic;
}

function recordOf(topic: string, accounts: readonly Account[], number: number) {
  const account = accounts[number % accounts.length] ?? newAccount();
  const place = { stream: `ingest-${account.accountId}`, revision: number, position: number + 1 };
  return {
    topic,
    ...encodeRecord({ ...observedMessage(account, number), ...place, recordedAt: '2026-11-20T08:15:32.000Z' }),
  };
}

import { MailboxView, rowRecord } from '@mailfold/contracts/views';
import { describeWith, findKafka, until } from '@mailfold/dev-env';
import { uuid7 } from '@mailfold/kernel';
import { KafkaPublisher, KafkaTopics } from '@mailfold/message-bus-kafka';
import kafkajs from 'kafkajs';
import { Beat } from '../../src/outbox/beat.ts';

const { topic } = MailboxView;

describeWith(await findKafka(), 'a row that was taken back', ({ startKafka }) => {
  it('is compacted away in a quiet partition, because of the beat', async () => {
    await using kafka = await startKafka();
    const connection = { brokers: kafka.brokers, clientId: 'compaction-test' };
    const configs = { 'cleanup.policy': 'compact', 'max.compaction.lag.ms': '1000' };
    await using topics = await KafkaTopics.connect({ connection });
    await topics.create([
      { name: topic, partitions: 12, configs },
      { name: 'mailfold.views.deal-timeline.v1', partitions: 12 },
    ]);
    await using publisher = await KafkaPublisher.connect({ connection, transactionalId: uuid7() });
    const publish = (row: unknown, position: number) =>
      publisher.publish([{ topic, ...rowRecord(topic, 'a/t', row, position) }]);
    await publish({ subject: 'taken back' }, 1);
    await publish(undefined, 2);

    const beat = new Beat(2_000);
    await until(
      async () => {
        await beat.publish((records) => publisher.publish(records));
        return !(await valuesIn(kafka.brokers)).includes('{"subject":"taken back"}');
      },
      { within: 80_000, every: 1_000, what: 'the row to be compacted away' },
    );
    expect(await valuesIn(kafka.brokers)).not.toContain('{"subject":"taken back"}');
  }, 120_000);
});

/** Whoever reads the topic from its beginning now. */
const valuesIn = async (brokers: readonly string[]): Promise<readonly string[]> => {
  const client = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING });
  const [consumer, admin] = [client.consumer({ groupId: uuid7(), maxWaitTimeInMs: 50 }), client.admin()];
  const ends = (await admin.fetchTopicOffsets(topic)).filter(({ high }) => high !== '0');
  const open = new Set(ends.map(({ partition }) => partition));
  const values: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      values.push(...batch.messages.map(({ value }) => String(value)));
      const high = ends.find(({ partition }) => partition === batch.partition)?.high ?? '0';
      if (BigInt(batch.lastOffset()) + 1n >= BigInt(high)) open.delete(batch.partition);
    },
  });
  await until(() => open.size === 0, { within: 20_000 });
  await consumer.disconnect();
  await admin.disconnect();
  return values;
};

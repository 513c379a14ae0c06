import { TOPICS, topicSettings } from '@mailfold/contracts/topics';
import { describeWith, findKafka } from '@mailfold/dev-env';
import { KafkaTopics } from '@mailfold/message-bus-kafka';
import { makeTopics } from '../src/topics.ts';

describeWith(await findKafka(), 'the topics of a local Kafka', ({ startKafka }) => {
  it('are as they are defined, settings and all; those that are there are left', async () => {
    await using kafka = await startKafka();
    const connection = { brokers: kafka.brokers, clientId: 'test' };
    await makeTopics(connection);
    await makeTopics(connection);
    await using topics = await KafkaTopics.connect({ connection });
    const found = await topics.describe(TOPICS.map(({ name }) => name));
    const defined = TOPICS.map((topic) => ({
      name: topic.name,
      partitions: topic.partitions,
      configs: topicSettings(topic),
    }));
    const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1);
    expect(found.toSorted(byName)).toEqual(defined.toSorted(byName));
  });
});

import { randomBytes, randomUUID } from 'node:crypto';
import { partitionOf } from '@mailfold/contracts/topics';
import { describeWith, findKafka, until } from '@mailfold/dev-env';
import type { Admin, KafkaMessage } from 'kafkajs';
import { kafkaClient, type KafkaConnection } from '../src/connection.ts';
import { KafkaPublisher } from '../src/publisher.ts';
import { KafkaTopics } from '../src/topics.ts';
import { connectionTo } from './open-bus.ts';
import { recordsOf } from './records-of.ts';

describeWith(await findKafka(), 'the publisher', ({ sharedKafka, startKafka }) => {
  let connection: KafkaConnection;
  let admin: Admin;
  let topic: string;

  beforeAll(async () => {
    connection = connectionTo((await sharedKafka()).brokers);
    admin = kafkaClient(connection, undefined).admin();
    await admin.connect();
  });
  afterAll(() => admin.disconnect());
  beforeEach(async () => {
    topic = `mailfold.test.${randomUUID()}`;
    await using topics = await KafkaTopics.connect({ connection });
    await topics.create([{ name: topic, partitions: 4 }]);
  });

  const connect = (transactionalId = topic): Promise<KafkaPublisher> =>
    KafkaPublisher.connect({ connection, transactionalId });
  const record = (text: string, key = 'ann') => ({ topic, key, value: Buffer.from(text), headers: { ce_id: text } });
  const texts = (records: readonly KafkaMessage[]): string[] => records.map(({ value }) => String(value));
  const published = (count: number): Promise<readonly KafkaMessage[]> =>
    until(async () => {
      const records = await recordsOf(connection, admin, topic);
      return records.length === count && records;
    });

  it('writes records in their order, each key where the published function says', async () => {
    await using publisher = await connect();
    const names = ['1', '2', '3'];
    await publisher.publish(names.map((name) => record(name, 'ann')));
    expect(texts(await published(3))).toEqual(names);
    const offsets = await admin.fetchTopicOffsets(topic);
    const filled = offsets.filter(({ high }) => high !== '0').map((one) => one.partition);
    expect(filled).toEqual([partitionOf('ann', 4)]);
  });

  it('writes all of a call or nothing, and says why', async () => {
    await using publisher = await connect();
    const tooLarge = { ...record('too large'), value: randomBytes(3_000_000) };
    await expect(publisher.publish([record('before'), tooLarge])).rejects.toMatchObject({
      code: 'message-bus/too-large',
      retry: 'never',
    });
    await using next = await connect();
    await next.publish([record('after')]);
    expect(texts(await published(1))).toEqual(['after']);
  });

  it('is fenced by whoever connects later with the same id: a zombie gets nothing through', async () => {
    await using zombie = await connect();
    await zombie.publish([record('1')]);
    await using successor = await connect();
    await expect(zombie.publish([record('of the zombie')])).rejects.toMatchObject({
      code: 'message-bus/fenced',
      retry: 'never',
    });
    await successor.publish([record('2')]);
    expect(texts(await published(2))).toEqual(['1', '2']);
  });

  it('has ended after a failure, so that it does not fence off the one who took over', async () => {
    await using publisher = await connect();
    const missing = [{ ...record('1'), topic: `${topic}.missing` }];
    await expect(publisher.publish(missing)).rejects.toMatchObject({
      code: 'message-bus/topic-missing',
      retry: 'backoff',
    });
    await expect(publisher.publish([record('2')])).rejects.toMatchObject({ code: 'message-bus/topic-missing' });
  });

  it('takes records away from a compacted topic', async () => {
    await using publisher = await connect();
    await publisher.publish([record('row'), { ...record('gone'), value: null }]);
    expect((await published(2)).map(({ value }) => value)).toEqual([Buffer.from('row'), null]);
  });

  it('says that Kafka is away, and whoever connects anew when it is back goes on', async () => {
    await using kafka = await startKafka();
    const there = connectionTo(kafka.brokers);
    await using topics = await KafkaTopics.connect({ connection: there });
    await topics.create([{ name: topic, partitions: 4 }]);
    const publisher = await KafkaPublisher.connect({ connection: there, transactionalId: topic });
    await publisher.publish([record('1')]);
    await kafka.kill();
    await expect(publisher.publish([record('2')])).rejects.toMatchObject({
      code: 'message-bus/unavailable',
      retry: 'backoff',
    });
    await kafka.start();
    await using next = await KafkaPublisher.connect({ connection: there, transactionalId: topic });
    await next.publish([record('2')]);
    const own = kafkaClient(there, undefined).admin();
    await own.connect();
    const records = await until(async () => {
      const found = await recordsOf(there, own, topic);
      return found.length === 2 && found;
    });
    await own.disconnect();
    expect(texts(records)).toEqual(['1', '2']);
  }, 120_000);
});

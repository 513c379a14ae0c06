import { DealTimelineView, MailboxView } from '@mailfold/contracts/views';
import { describeWith, findKafka, type TestKafka, until } from '@mailfold/dev-env';
import { uuid7 } from '@mailfold/kernel';
import { KafkaPublisher } from '@mailfold/message-bus-kafka';
import { migrate } from '@mailfold/read-store';
import { silentLogger } from '@mailfold/telemetry';
import kafkajs from 'kafkajs';
import { isDeepStrictEqual } from 'node:util';
import { Leadership } from '../../src/outbox/leadership.ts';
import { publishedThreadsView } from '../../src/outbox/published-threads-view.ts';
import { migrations } from '../../src/outbox/tables.ts';
import { type ConnectPublisher, ViewPublisher } from '../../src/outbox/view-publisher.ts';
import { deal, linked } from '../threads/link-events.ts';
import { MailboxEvents } from '../threads/mailbox-events.ts';
import { Views } from '../views.ts';
import { rowsByRule } from './rows-by-rule.ts';
import { Subscriber } from './subscriber.ts';

const TENANT = uuid7();
const TOPICS = [MailboxView.topic, DealTimelineView.topic];
const LEASE_MS = 1_000;

describeWith(await findKafka(), 'publishing the views', ({ startKafka }) => {
  let kafka: TestKafka;
  let views: Views;
  let subscriber: Subscriber;
  let consumer: kafkajs.Consumer;
  const running: ViewPublisher[] = [];
  beforeAll(async () => {
    kafka = await startKafka();
    // kafkajs alone waits for up to half a minute before it looks again for a broker that was away.
    const retry = { maxRetryTime: 1_000, retries: 100 };
    const client = new kafkajs.Kafka({ brokers: [...kafka.brokers], logLevel: kafkajs.logLevel.NOTHING, retry });
    const admin = client.admin();
    await admin.connect();
    await admin.createTopics({ topics: TOPICS.map((topic) => ({ topic, numPartitions: 2 })), timeout: 20_000 });
    await admin.disconnect();
    views = await Views.open(publishedThreadsView);
    await migrate(views.rows, migrations);
    subscriber = new Subscriber();
    consumer = await follow(client, subscriber);
  }, 60_000);
  afterAll(async () => {
    for (const publisher of running) await publisher.stop();
    await consumer.disconnect();
    await views[Symbol.asyncDispose]();
    await kafka.stop();
  });

  const startPublisher = async (): Promise<ViewPublisher> => {
    const { rows } = views;
    const connection = { brokers: kafka.brokers, clientId: 'projections-test' };
    const connect: ConnectPublisher = (transactionalId) => KafkaPublisher.connect({ connection, transactionalId });
    const leadership = new Leadership(rows, uuid7(), LEASE_MS);
    const publisher = new ViewPublisher({ rows, leadership, connect, lookMs: LEASE_MS / 4, log: silentLogger });
    await publisher.start();
    running.push(publisher);
    return publisher;
  };

  const arrived = async (): Promise<void> => {
    const same = async () => isDeepStrictEqual(subscriber.rows, await rowsByRule(views.rows));
    await until(same, { within: 50_000, what: 'the rows in the topics' });
  };

  it('is done by one process, taken over by another, and goes on after the broker was away (E10)', async () => {
    const one = await startPublisher();
    const other = await startPublisher();
    const box = new MailboxEvents(TENANT, uuid7());
    await views.tell([...box.opened(), ...box.mail('m1'), box.shared('m1'), linked(box, 'm1', deal('d1'))]);
    await arrived();
    await one.stop();
    await views.tell(box.mail('m1', 'm2'));
    await arrived();
    await kafka.kill();
    await views.tell([...box.mail('m1', 'm3'), box.hidden('m1', 'm2')]);
    await kafka.start();
    await arrived();
    expect(Object.keys(subscriber.rows)).toHaveLength(3);
    await other.stop();
    await views.tell([box.madePrivate('m1')]);
    await startPublisher();
    await arrived();
    expect(Object.keys(subscriber.rows)).toHaveLength(1);
  }, 240_000);
});

/** A member that the broker's death cut off is not waited for: kafkajs alone lets the group wait for it up to a minute. */
const SOON_BACK = { sessionTimeout: 3_000, heartbeatInterval: 500, rebalanceTimeout: 5_000 };

const follow = async (client: kafkajs.Kafka, subscriber: Subscriber): Promise<kafkajs.Consumer> => {
  const consumer = client.consumer({ groupId: uuid7(), maxWaitTimeInMs: 50, ...SOON_BACK });
  await consumer.connect();
  await consumer.subscribe({ topics: TOPICS, fromBeginning: true });
  const next = new Map<string, bigint>();
  await consumer.run({
    eachMessage: async ({ topic, partition, message: { offset, key, value, headers = {} } }) => {
      // When the broker dies before it has kept the group's place, what was read comes again.
      if (BigInt(offset) < (next.get(`${topic} ${partition}`) ?? 0n)) return;
      next.set(`${topic} ${partition}`, BigInt(offset) + 1n);
      const texts = Object.entries(headers).map(([name, header]) => [name, String(header)]);
      subscriber.take([{ topic, key: String(key), value, headers: Object.fromEntries(texts) }]);
    },
  });
  return consumer;
};

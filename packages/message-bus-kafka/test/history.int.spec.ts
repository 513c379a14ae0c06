import { randomUUID } from 'node:crypto';
import { partitionOf } from '@mailfold/contracts/topics';
import { describeWith, findKafka, until } from '@mailfold/dev-env';
import { keyOf } from '@mailfold/event-store';
import { batchOf, sampleStream } from '@mailfold/event-store/contract';
import type { Batch } from '@mailfold/message-bus';
import type { Admin } from 'kafkajs';
import { kafkaClient } from '../src/connection.ts';
import { KafkaMessageBus } from '../src/kafka-message-bus.ts';
import { openBus, PARTITIONS, TIMING } from './open-bus.ts';

type Open = Awaited<ReturnType<typeof openBus>>;

describeWith(await findKafka(), 'events that Kafka has deleted already', ({ sharedKafka }) => {
  let open: Open;
  let admin: Admin;
  let account: string;

  beforeEach(async () => {
    open = await openBus((await sharedKafka()).brokers);
    admin = kafkaClient(open.connection, undefined).admin();
    await admin.connect();
    account = randomUUID();
  });
  afterEach(async () => {
    await admin.disconnect();
    await open[Symbol.asyncDispose]();
  });

  const add = async (count: number): Promise<string[]> => {
    const events = batchOf(count, { meta: { accountId: account } });
    await open.events.append({ stream: sampleStream(), expected: 'none', events });
    return events.map(({ id }) => id);
  };
  const highOfAccount = async (): Promise<number> => {
    const offsets = await admin.fetchTopicOffsets(open.topic);
    return Number(offsets.find(({ partition }) => partition === partitionOf(account, PARTITIONS))?.high);
  };
  /** As retention does it, once so many records are there. */
  const deleteAll = async (events: number): Promise<void> => {
    await until(async () => (await highOfAccount()) > events);
    const partition = partitionOf(account, PARTITIONS);
    await admin.deleteTopicRecords({ topic: open.topic, partitions: [{ partition, offset: '-1' }] });
  };
  const busWithStore = (): Promise<KafkaMessageBus> =>
    KafkaMessageBus.create({ connection: open.connection, topic: open.topic, timing: TIMING, events: open.events });
  const recording = () => {
    const ids: string[] = [];
    const handle = (batch: Batch): Promise<void> => {
      for (const event of batch.events) if (keyOf(event) === account) ids.push(event.id);
      return Promise.resolve();
    };
    return { ids, handle };
  };

  it('come from the event store to a new group, and Kafka goes on after them', async () => {
    const old = await add(5);
    await deleteAll(5);
    await using bus = await busWithStore();
    const { ids, handle } = recording();
    const subscription = await bus.subscribe({ group: `threading.${randomUUID()}`, handle, maxBatch: 2 });
    await until(() => ids.length === 5, { what: 'the deleted events' });
    const fresh = await add(3);
    await until(() => ids.length === 8, { what: 'the events after them' });
    expect(ids).toEqual([...old, ...fresh]);
    expect(subscription.finished(account)).toBeGreaterThan(0);
  });

  it('come to a group that was away for too long, from where it had finished', async () => {
    const group = `threading.${randomUUID()}`;
    const before = recording();
    const first = await open.bus.subscribe({ group, handle: before.handle });
    const seen = await add(3);
    await until(() => before.ids.length === 3);
    await first.stop();
    const missed = await add(4);
    await deleteAll(7);
    await using bus = await busWithStore();
    const after = recording();
    await bus.subscribe({ group, handle: after.handle });
    const fresh = await add(2);
    await until(() => after.ids.length >= 6, { what: 'what was missed and what is new' });
    expect(before.ids).toEqual(seen);
    expect(after.ids).toEqual([...missed, ...fresh]);
  });

  it('are read from the store once: the place is kept', async () => {
    const group = `threading.${randomUUID()}`;
    await add(5);
    await deleteAll(5);
    await using bus = await busWithStore();
    const first = recording();
    const subscription = await bus.subscribe({ group, handle: first.handle });
    await until(() => first.ids.length === 5);
    await subscription.stop();
    const second = recording();
    await bus.subscribe({ group, handle: second.handle });
    const fresh = await add(1);
    await until(() => second.ids.length > 0);
    expect(second.ids).toEqual(fresh);
  });

  it('that come to nobody are said to be gone, where there is no store to read', async () => {
    await add(5);
    await deleteAll(5);
    const subscribing = open.bus.subscribe({ group: `threading.${randomUUID()}`, handle: recording().handle });
    await expect(subscribing).rejects.toMatchObject({ code: 'message-bus/history-gone', retry: 'never' });
  });
});

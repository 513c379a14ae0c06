import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { encodeRecord } from '@mailfold/contracts/topics';
import { describeWith, findKafka, until } from '@mailfold/dev-env';
import { keyOf, type StoredEvent } from '@mailfold/event-store';
import { sampleEvent } from '@mailfold/event-store/contract';
import type { Batch } from '@mailfold/message-bus';
import { KafkaMessageBus } from '../src/kafka-message-bus.ts';
import { KafkaPublisher } from '../src/publisher.ts';
import { KafkaTopics } from '../src/topics.ts';
import { connectionTo, PARTITIONS, TIMING } from './open-bus.ts';

const ACCOUNTS = Array.from({ length: 20 }, () => randomUUID());

/** Events as a store would have them, in one order. */
class Events {
  #position = 0;

  next(count: number): StoredEvent[] {
    return Array.from({ length: count }, () => {
      this.#position += 1;
      const accountId = ACCOUNTS[this.#position % ACCOUNTS.length] ?? '';
      const place = { stream: `ingest-${accountId}`, revision: this.#position, position: this.#position };
      return { ...sampleEvent({ meta: { accountId } }), ...place, recordedAt: '2026-01-01T00:00:00.000Z' };
    });
  }
}

/** What a processor keeps: events not above the last of their key came before, and are skipped. */
class Applied {
  readonly #last = new Map<string, number>();
  readonly ids = new Set<string>();
  gaps = 0;

  readonly handle = (batch: Batch): Promise<void> => {
    for (const event of batch.events) this.apply(keyOf(event), event.position, event.id);
    return Promise.resolve();
  };

  apply(key: string, position: number, id: string): void {
    const last = this.#last.get(key);
    if (last !== undefined && position <= last) return;
    // Each account has every twentieth position.
    if (last !== undefined && position !== last + ACCOUNTS.length) this.gaps += 1;
    this.#last.set(key, position);
    this.ids.add(id);
  }
}

describeWith(await findKafka(), 'faults', ({ startKafka, sharedKafka }) => {
  const topicOn = async (brokers: readonly string[]): Promise<string> => {
    const topic = `mailfold.log.${randomUUID()}`;
    await using topics = await KafkaTopics.connect({ connection: connectionTo(brokers) });
    await topics.create([{ name: topic, partitions: PARTITIONS }]);
    return topic;
  };

  it('E10: Kafka is killed and comes back: nothing is lost, each key keeps its order, subscriptions go on by themselves', async () => {
    await using kafka = await startKafka();
    const connection = connectionTo(kafka.brokers);
    const topic = await topicOn(kafka.brokers);
    const [events, applied] = [new Events(), new Applied()];
    const ids: string[] = [];
    await using bus = await KafkaMessageBus.create({ connection, topic, timing: TIMING });
    const subscription = await bus.subscribe({ group: `threading.${randomUUID()}`, handle: applied.handle });
    const publish = async (): Promise<void> => {
      const batch = events.next(60);
      const records = batch.map((event) => ({ topic, ...encodeRecord(event) }));
      ids.push(...batch.map(({ id }) => id));
      await until(
        async () => {
          await using publisher = await KafkaPublisher.connect({ connection, transactionalId: topic });
          await publisher.publish(records);
          return true;
        },
        { within: 30_000, every: 100, what: 'a transaction' },
      );
    };
    await publish();
    for (let round = 0; round < 3; round += 1) {
      const publishing = publish();
      await kafka.kill();
      await kafka.start();
      await publishing;
    }
    await until(() => ids.every((id) => applied.ids.has(id)), { within: 30_000, what: 'all events' });
    expect(applied.gaps).toBe(0);
    expect(applied.ids.size).toBe(ids.length);
    await subscription.stop();
  }, 120_000);

  it('says at the start that Kafka is away, and that it is worth trying again', async () => {
    // No port that a Kafka has let go of: another suite's Kafka may have it by now.
    const creating = KafkaMessageBus.create({ connection: connectionTo(['127.0.0.1:1']) });
    await expect(creating).rejects.toMatchObject({ code: 'message-bus/unavailable', retry: 'backoff' });
  }, 60_000);

  it('says that a topic is missing, and what to do', async () => {
    const { brokers } = await sharedKafka();
    await using bus = await KafkaMessageBus.create({
      connection: connectionTo(brokers),
      topic: `mailfold.${randomUUID()}`,
    });
    const subscribing = bus.subscribe({ group: 'threading.threads', handle: new Applied().handle });
    await expect(subscribing).rejects.toMatchObject({ code: 'message-bus/topic-missing' });
  });

  it('E9: a member is killed in the middle of its work: the others take over its keys, in order, nothing lost', async () => {
    const { brokers } = await sharedKafka();
    const connection = connectionTo(brokers);
    const topic = await topicOn(brokers);
    const group = `threading.${randomUUID()}`;
    const [events, applied] = [new Events(), new Applied()];
    await using bus = await KafkaMessageBus.create({ connection, topic, timing: TIMING });
    await bus.subscribe({ group, handle: applied.handle, maxBatch: 5 });
    const args = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'member-process.ts')];
    const other = spawn(process.execPath, [...args, brokers[0] ?? '', topic, group], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ofOther: string[] = [];
    createInterface({ input: other.stdout }).on('line', (line) => {
      const [key = '', position, id] = line.split(' ');
      ofOther.push(line);
      if (id !== undefined) applied.apply(key, Number(position), id);
    });
    await until(() => ofOther.includes('joined'), { what: 'the other member' });
    await using publisher = await KafkaPublisher.connect({ connection, transactionalId: topic });
    const ids: string[] = [];
    for (let round = 0; round < 30; round += 1) {
      const batch = events.next(100);
      ids.push(...batch.map(({ id }) => id));
      await publisher.publish(batch.map((event) => ({ topic, ...encodeRecord(event) })));
      if (round === 15) other.kill('SIGKILL');
    }
    await until(() => ids.every((id) => applied.ids.has(id)), { within: 30_000, what: 'all events' });
    expect(ofOther.length).toBeGreaterThan(1);
    expect(applied.gaps).toBe(0);
  }, 60_000);
});

import { backoff, messageOf, pause } from '@mailfold/kernel';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { type KafkaConnection, kafkaClient, type KafkaLog } from './connection.ts';
import { assignerWith, type ConsumerHooks } from './consumer-hooks.ts';
import type { Mark } from './commits.ts';

/** How soon a group notices what happens to its members. Less is sooner, and more work for Kafka. */
export interface Timing {
  /** A member that gives no sign of life for so long has left; Kafka takes 6,000 and more unless it is told otherwise. */
  readonly sessionMs: number;
  /** How often it gives one, and so how soon it hears that others come or go. */
  readonly heartbeatMs: number;
  /** How long a member may take to finish what it has in hand when others come or go. */
  readonly rebalanceMs: number;
  /** How long a fetch waits for what is not there yet; it answers at once when something comes. Stopping waits for it. */
  readonly fetchWaitMs: number;
}

export interface GroupConsumerParts {
  readonly connection: KafkaConnection;
  readonly topic: string;
  readonly group: string;
  readonly timing: Timing;
  readonly log: KafkaLog | undefined;
  readonly hooks: ConsumerHooks;
  /** Told at once, before anything is fetched. */
  readonly joined: (partitions: readonly number[]) => void;
  readonly eachBatch: (payload: EachBatchPayload) => Promise<void>;
  /** Up to this offset a partition has nothing but ends of transactions. */
  readonly passed: (partition: number, last: bigint) => void;
}

const REOPEN = backoff({ initialMs: 100, maxMs: 2_000, factor: 2 });
/**
 * Compressed; at least one batch of records comes in any case. kafkajs makes objects of a whole fetch at once, some 5 kB for a record with its
 * headers, and each group of a process has a fetch of its own: 2 MB of history are more than 10,000 records, and a process with nine groups
 * runs out of memory. This is about as many records as a handler takes at a time.
 */
const MOST_BYTES_OF_PARTITION = 128 * 1024;

/** A kafkajs consumer that is made anew when it gives up, until it is stopped. */
export class GroupConsumer {
  readonly #parts: GroupConsumerParts;
  readonly #stop = new AbortController();
  #consumer: Consumer | undefined;
  #attempt = 0;
  #opening: Promise<void> = Promise.resolve();

  constructor(parts: GroupConsumerParts) {
    this.#parts = parts;
  }

  /** Resolves when the group is joined. */
  start(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#opening = this.#open(resolve);
    return promise;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#opening;
    await disconnect(this.#consumer);
  }

  pause(partitions: readonly number[]): void {
    this.#consumer?.pause([{ topic: this.#parts.topic, partitions: [...partitions] }]);
  }

  resume(partitions: readonly number[]): void {
    this.#consumer?.resume([{ topic: this.#parts.topic, partitions: [...partitions] }]);
  }

  /** For what was finished before anything was fetched. */
  async commit(partitions: readonly Mark[]): Promise<void> {
    const { topic } = this.#parts;
    await this.#consumer?.commitOffsets(partitions.map((mark) => ({ topic, ...mark })));
  }

  seek(partition: number, offset: bigint): void {
    this.#consumer?.seek({ topic: this.#parts.topic, partition, offset: String(offset) });
  }

  async #open(joined: () => void): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const consumer = this.#make(joined);
      this.#consumer = consumer;
      try {
        await consumer.connect();
        await consumer.subscribe({ topic: this.#parts.topic, fromBeginning: true });
        // Resolves also when it crashes at once; then the listener opens anew.
        await consumer.run({ autoCommit: false, eachBatchAutoResolve: true, eachBatch: this.#parts.eachBatch });
        return;
      } catch (thrown) {
        await this.#failed(thrown);
        await disconnect(consumer);
      }
    }
  }

  async #failed(thrown: unknown): Promise<void> {
    const { group, log } = this.#parts;
    this.#attempt += 1;
    log?.({ level: 'warn', message: `${group}: its consumer is opened again`, error: messageOf(thrown) });
    await pause(REOPEN(this.#attempt), this.#stop.signal);
  }

  #make(joined: () => void): Consumer {
    const { connection, topic, group, timing, log, hooks } = this.#parts;
    const retry = { retries: 5, restartOnFailure: () => Promise.resolve(false) };
    const consumer = kafkaClient(connection, log, retry).consumer({
      groupId: group,
      sessionTimeout: timing.sessionMs,
      heartbeatInterval: timing.heartbeatMs,
      rebalanceTimeout: timing.rebalanceMs,
      maxWaitTimeInMs: timing.fetchWaitMs,
      minBytes: 1,
      maxBytesPerPartition: MOST_BYTES_OF_PARTITION,
      allowAutoTopicCreation: false,
      readUncommitted: false,
      partitionAssigners: [assignerWith(hooks)],
      retry,
    });
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.#attempt = 0;
      this.#parts.joined(payload.memberAssignment[topic] ?? []);
      joined();
    });
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      if (payload.batchSize === 0) this.#parts.passed(payload.partition, BigInt(payload.lastOffset));
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      this.#opening = this.#failed(payload.error).then(() => this.#open(joined));
    });
    return consumer;
  }
}

async function disconnect(consumer: Consumer | undefined): Promise<void> {
  // It may be gone already.
  await consumer?.disconnect().catch(() => undefined);
}

import { LOG_TOPIC } from '@mailfold/contracts/topics';
import type { MailfoldError } from '@mailfold/kernel';
import kafkajs, { type Kafka, type Producer, type Transaction } from 'kafkajs';
import { type KafkaConnection, kafkaClient, type KafkaLog } from './connection.ts';
import { translate } from './errors.ts';
import { type OutgoingRecord, requestsOf } from './requests.ts';
import { COMPRESSION } from './zstd.ts';

export interface KafkaPublisherOptions {
  readonly connection: KafkaConnection;
  /** One per shard: whoever connects with it last fences the others. */
  readonly transactionalId: string;
  /** Kafka aborts a transaction that is open for longer, and counts its publisher as fenced. Default 60,000. */
  readonly transactionTimeoutMs?: number;
  readonly log?: KafkaLog;
}

// kafkajs's 300 ms make each transaction wait for the end of the one before (7,000 to 10,000 records a second instead of 35,000).
// In all about two seconds; then the caller is told.
const RETRY = { initialRetryTime: 5, maxRetryTime: 250, retries: 12 };

/**
 * Publishes records in transactions: all of a call or none, in their order, written once however often the connection breaks meanwhile.
 *
 * Errors: `message-bus/fenced` (retry never), `message-bus/unavailable` (backoff), `message-bus/topic-missing`, `message-bus/too-large`,
 * `message-bus/refused`. After any of them the outcome may be unknown and this publisher has ended: who connects anew finds it decided, and
 * `lastMark` says how. To go on by itself could fence off the one who has taken over meanwhile.
 */
export class KafkaPublisher implements AsyncDisposable {
  readonly #options: KafkaPublisherOptions;
  readonly #kafka: Kafka;
  #producer: Producer | undefined;
  #ended: MailfoldError | undefined;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(options: KafkaPublisherOptions) {
    this.#options = options;
    this.#kafka = kafkaClient(options.connection, options.log, RETRY);
  }

  /** Takes over the transactional id: what another publisher has open is aborted, and from now on it is fenced. */
  static async connect(options: KafkaPublisherOptions): Promise<KafkaPublisher> {
    const publisher = new KafkaPublisher(options);
    await publisher.publish([]);
    return publisher;
  }

  /**
   * Calls are served one after the other.
   * @param mark kept with the records, so that whoever has the transactional id next knows whether they were written
   */
  publish(records: readonly OutgoingRecord[], mark?: string): Promise<void> {
    const published = this.#last.then(() => this.#publish(records, mark));
    this.#last = published.catch(() => undefined);
    return published;
  }

  /** The mark of the last transaction under this id that was committed; Kafka forgets it a week after. */
  async lastMark(): Promise<string | undefined> {
    const admin = this.#kafka.admin();
    try {
      await admin.connect();
      const groupId = this.#options.transactionalId;
      const [{ partitions: [{ metadata } = NO_MARK] } = NOTHING] = await admin.fetchOffsets({
        groupId,
        topics: [LOG_TOPIC],
      });
      return metadata ?? undefined;
    } catch (thrown) {
      throw translate(thrown, `reading the mark of ${this.#options.transactionalId}`);
    } finally {
      await admin.disconnect();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last;
    await this.#disconnect();
  }

  async #publish(records: readonly OutgoingRecord[], mark?: string): Promise<void> {
    if (this.#ended !== undefined) throw this.#ended;
    try {
      await this.#inTransaction(await this.#connected(), records, mark);
    } catch (thrown) {
      this.#ended = translate(thrown, `publishing as ${this.#options.transactionalId}`);
      await this.#disconnect();
      throw this.#ended;
    }
  }

  async #inTransaction(producer: Producer, records: readonly OutgoingRecord[], mark?: string): Promise<void> {
    // Also for no records: it is what takes over the id.
    const transaction = await producer.transaction();
    try {
      for (const topicMessages of requestsOf(records)) {
        await transaction.sendBatch({ acks: -1, compression: COMPRESSION, topicMessages });
      }
      if (mark !== undefined) await transaction.sendOffsets(markAs(this.#options.transactionalId, mark));
    } catch (thrown) {
      await abort(transaction);
      throw thrown;
    }
    await transaction.commit();
  }

  async #connected(): Promise<Producer> {
    if (this.#producer !== undefined) return this.#producer;
    const { transactionalId, transactionTimeoutMs } = this.#options;
    const producer = this.#kafka.producer({
      transactionalId,
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      ...(transactionTimeoutMs === undefined ? {} : { transactionTimeout: transactionTimeoutMs }),
    });
    await producer.connect();
    this.#producer = producer;
    return producer;
  }

  async #disconnect(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    // It may be gone already.
    await producer?.disconnect().catch(() => undefined);
  }
}

// A transaction can commit the place of a consumer group, with a text; nobody is in this group, and 0 is of no meaning.
const markAs = (groupId: string, metadata: string) => ({
  consumerGroupId: groupId,
  topics: [{ topic: LOG_TOPIC, partitions: [{ partition: 0, offset: '0', metadata }] }],
});

const NO_MARK = { metadata: null };
const NOTHING = { partitions: [] };

async function abort(transaction: Transaction): Promise<void> {
  try {
    await transaction.abort();
  } catch {
    // What made it fail is told; what stays open is aborted by the next epoch, or by Kafka after the timeout.
  }
}

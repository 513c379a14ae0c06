import { LOG_TOPIC } from '@mailfold/contracts/topics';
import type { EventStore } from '@mailfold/event-store';
import type { DeadLetter, MessageBus, SubscribeOptions, Subscription } from '@mailfold/message-bus';
import type { Admin } from 'kafkajs';
import { type KafkaConnection, kafkaClient, type KafkaLog } from './connection.ts';
import { DeadLetters } from './dead-letters.ts';
import { topicMissing, translate } from './errors.ts';
import type { Timing } from './group-consumer.ts';
import type { OnRejected } from './member.ts';
import { Reading } from './reading.ts';

export interface KafkaMessageBusOptions {
  readonly connection: KafkaConnection;
  /** Where events are read that Kafka has deleted already; stays the caller's to close. */
  readonly events?: EventStore;
  /** Default: the log of all events. */
  readonly topic?: string;
  readonly timing?: Partial<Timing>;
  readonly onRejected?: OnRejected;
  readonly log?: KafkaLog;
}

const TIMING: Timing = { sessionMs: 10_000, heartbeatMs: 1_000, rebalanceMs: 60_000, fetchWaitMs: 500 };

/** The bus of many processes, which are members of Kafka consumer groups on the log topic. */
export class KafkaMessageBus implements MessageBus {
  readonly #options: KafkaMessageBusOptions;
  readonly #topic: string;
  readonly #admin: Admin;
  readonly #deadLetters: DeadLetters;
  readonly #readings = new Set<Reading>();

  private constructor(options: KafkaMessageBusOptions, admin: Admin) {
    const { connection, log, topic = LOG_TOPIC } = options;
    this.#options = options;
    this.#topic = topic;
    this.#admin = admin;
    this.#deadLetters = new DeadLetters({ connection, admin, topic, log });
  }

  /** @throws `message-bus/unavailable` (backoff) when Kafka cannot be reached, `message-bus/refused` when it does not let us in */
  static async create(options: KafkaMessageBusOptions): Promise<KafkaMessageBus> {
    const admin = kafkaClient(options.connection, options.log).admin();
    try {
      await admin.connect();
    } catch (thrown) {
      throw translate(thrown, `connecting to ${options.connection.brokers.join(', ')}`);
    }
    return new KafkaMessageBus(options, admin);
  }

  /** The group is Kafka's, too. */
  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const [subscription] = await this.subscribeTogether(options.group, [options]);
    if (subscription === undefined) throw new TypeError('a reading feeds whoever asked for it');
    return subscription;
  }

  /**
   * Kafka's group is the member; ours have their places in what it commits. Resolves when the group is joined; from then on it goes on by
   * itself, whatever happens to Kafka.
   * @throws `message-bus/topic-missing`, `message-bus/history-gone`, `message-bus/unavailable`
   */
  async subscribeTogether(member: string, all: readonly SubscribeOptions[]): Promise<readonly Subscription[]> {
    await this.#expectTopic();
    const { connection, events, timing, onRejected = () => undefined, log } = this.#options;
    const reading: Reading = new Reading(
      {
        connection,
        admin: this.#admin,
        topic: this.#topic,
        member,
        events,
        timing: { ...TIMING, ...timing },
        onRejected,
        log,
        ended: (one) => this.#readings.delete(one),
      },
      all,
    );
    this.#readings.add(reading);
    try {
      await reading.start();
    } catch (thrown) {
      await reading.stop();
      throw thrown;
    }
    return reading.subscriptions;
  }

  /** Kafka keeps what is not read yet. */
  keepPace(): Promise<void> {
    return Promise.resolve();
  }

  copyDeadLetter(letter: DeadLetter): Promise<void> {
    return this.#deadLetters.copy(letter);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#readings].map((reading) => reading.stop()));
    await this.#deadLetters[Symbol.asyncDispose]();
    await this.#admin.disconnect();
  }

  async #expectTopic(): Promise<void> {
    const doing = `subscribing to ${this.#topic}`;
    const topics = await this.#admin.listTopics().catch((thrown: unknown) => {
      throw translate(thrown, doing);
    });
    if (!topics.includes(this.#topic)) throw topicMissing(this.#topic);
  }
}

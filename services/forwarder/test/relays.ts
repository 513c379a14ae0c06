import { LOG_TOPIC } from '@mailfold/contracts/topics';
import { freshDatabase } from '@mailfold/dev-env';
import type { NewEvent, StoredEvent } from '@mailfold/event-store';
import { sampleEvent } from '@mailfold/event-store/contract';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { systemClock, systemIds } from '@mailfold/kernel';
import { KafkaPublisher } from '@mailfold/message-bus-kafka';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { silentLogger } from '@mailfold/telemetry';
import { randomUUID } from 'node:crypto';
import { type Connect, createForwarder, type ForwarderOptions, type ForwarderService } from '../src/index.ts';
import { TopicReader } from './topics.ts';

const TYPES = ['threading.MessageAttached.v1', 'threading.ThreadStarted.v1', 'linking.DealLinked.v1'];

/** A store, and forwarders from it into a Kafka that others use, too: accounts are its own. */
export class Relays implements AsyncDisposable {
  readonly rows: PostgresReadStore;
  readonly events: PostgresEventStore;
  readonly connect: Connect;
  readonly #brokers: readonly string[];
  readonly #accounts = Array.from({ length: 6 }, () => randomUUID());
  readonly #stack: AsyncDisposableStack;
  readonly #running = new Set<ForwarderService>();

  private constructor(
    stack: AsyncDisposableStack,
    brokers: readonly string[],
    parts: Pick<Relays, 'rows' | 'events' | 'connect'>,
  ) {
    this.#stack = stack;
    this.#brokers = brokers;
    this.rows = parts.rows;
    this.events = parts.events;
    this.connect = parts.connect;
  }

  static async open(brokers: readonly string[]): Promise<Relays> {
    await using stack = new AsyncDisposableStack();
    const database = stack.adopt(await freshDatabase(), (one) => one.drop());
    const rows = stack.use(await PostgresReadStore.connect({ url: database.url }));
    const events = stack.use(await PostgresEventStore.create({ readStore: rows }));
    const connection = { brokers, clientId: 'forwarder-test' };
    const connect: Connect = (transactionalId) => KafkaPublisher.connect({ connection, transactionalId });
    return new Relays(stack.move(), brokers, { rows, events, connect });
  }

  /** Starts one beside those that run. */
  async forwarder(options: Partial<ForwarderOptions> = {}): Promise<ForwarderService> {
    const { rows, events, connect } = this;
    const platform = { rows, events, clock: systemClock, ids: systemIds, log: silentLogger };
    const service = createForwarder(platform, { connect, leaseMs: 3_000, ...options });
    await migrate(rows, service.migrations);
    await service.start();
    this.#running.add(service);
    return service;
  }

  /** Appends so many events of several accounts and contexts. @returns their ids */
  async append(count: number, data?: unknown): Promise<string[]> {
    const events = Array.from({ length: count }, (_, n) => this.#event(n, data));
    for (const [stream, ofStream] of Map.groupBy(events, streamOf))
      await this.events.append({ stream, expected: 'any', events: ofStream });
    return events.map(({ id }) => id);
  }

  /** Reads what a topic has of these accounts. */
  reader(topic = LOG_TOPIC): Promise<TopicReader> {
    return TopicReader.open(this.#brokers, topic, new Set(this.#accounts));
  }

  /** The whole log. */
  async log(): Promise<StoredEvent[]> {
    return this.events.readAll({ after: 0, max: 100_000 });
  }

  #event(n: number, data: unknown): NewEvent {
    const accountId = this.#accounts[n % this.#accounts.length] ?? '';
    const type = TYPES[n % TYPES.length] ?? '';
    return sampleEvent({ type, meta: { accountId }, ...(data === undefined ? {} : { data }) });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const service of this.#running) await service.stop();
    await this.#stack.disposeAsync();
  }
}

const streamOf = ({ type, meta }: NewEvent): string => `${type.slice(0, type.indexOf('.'))}-${meta.accountId}`;

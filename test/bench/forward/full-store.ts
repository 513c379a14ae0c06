import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { createForwarder } from '@mailfold/forwarder';
import { systemClock, systemIds } from '@mailfold/kernel';
import { KafkaPublisher } from '@mailfold/message-bus-kafka';
import { migrate } from '@mailfold/read-store';
import { EmbeddedCluster, PostgresReadStore } from '@mailfold/read-store-postgres';
import { silentLogger } from '@mailfold/telemetry';
import { setTimeout as delay } from 'node:timers/promises';
import { newAccount, observedMessage } from '../append/observed-messages.ts';
import { TemporaryFolder } from '../temporary-folder.ts';

const ACCOUNTS = 40;
const BATCH = 500;

/** An event store with so many events of a backfill. */
export class FullStore implements AsyncDisposable {
  /** Of its database. */
  readonly url: string;
  readonly #stack: AsyncDisposableStack;
  readonly #rows: PostgresReadStore;
  readonly #events: PostgresEventStore;
  readonly #head: number;

  private constructor(
    stack: AsyncDisposableStack,
    parts: {
      readonly url: string;
      readonly rows: PostgresReadStore;
      readonly events: PostgresEventStore;
      readonly head: number;
    },
  ) {
    this.url = parts.url;
    this.#stack = stack;
    this.#rows = parts.rows;
    this.#events = parts.events;
    this.#head = parts.head;
  }

  static async open(size: number): Promise<FullStore> {
    await using stack = new AsyncDisposableStack();
    const folder = stack.use(await TemporaryFolder.make('forward'));
    const cluster = stack.use(await EmbeddedCluster.start({ dataDir: folder.path }));
    const rows = stack.use(await PostgresReadStore.connect({ url: cluster.url }));
    const events = stack.use(await PostgresEventStore.create({ readStore: rows }));
    const accounts = Array.from({ length: ACCOUNTS }, newAccount);
    for (let first = 0; first < size; first += BATCH) {
      const account = accounts[(first / BATCH) % ACCOUNTS] ?? newAccount();
      const some = Array.from({ length: Math.min(BATCH, size - first) }, (_, nth) =>
        observedMessage(account, first + nth),
      );
      await events.append({ stream: `ingest-${account.accountId}`, expected: 'any', events: some });
    }
    return new FullStore(stack.move(), { url: cluster.url, rows, events, head: await events.head() });
  }

  /** All of it, from the beginning. @returns seconds */
  async forward(brokers: readonly string[]): Promise<number> {
    const connection = { brokers, clientId: 'mailfold-bench' };
    const platform = {
      rows: this.#rows,
      events: this.#events,
      clock: systemClock,
      ids: systemIds,
      log: silentLogger,
    };
    const forwarder = createForwarder(platform, {
      connect: (transactionalId) => KafkaPublisher.connect({ connection, transactionalId }),
    });
    await migrate(this.#rows, forwarder.migrations);
    await this.#rows.query('delete from forwarder.shard');
    const began = performance.now();
    await forwarder.start();
    while ((forwarder.progress()[0]?.position ?? 0) < this.#head) await delay(2);
    const seconds = (performance.now() - began) / 1_000;
    await forwarder.stop();
    return seconds;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

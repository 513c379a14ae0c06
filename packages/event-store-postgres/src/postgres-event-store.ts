import {
  type Append,
  type Appended,
  encode,
  type EventCodec,
  type EventStore,
  Feed,
  type FeedItem,
  idReused,
  noUpcasters,
  type PageRequest,
  plainCodec,
  type ReadAllOptions,
  type ReadStreamOptions,
  sameContent,
  type SizedEvent,
  type StoredEvent,
  type Subscribe,
  type Upcasters,
} from '@mailfold/event-store';
import { migrate, type ReadStore, type Sql } from '@mailfold/read-store';
import { AppendQueue } from './append-queue.ts';
import { type Outcome, type Prepared, rowsOf, runAppend } from './appending.ts';
import { inStoreWords, persistently } from './failure.ts';
import { readAllRows, readHead, readIds, readStreamRows, type SizedRow } from './reading.ts';
import { migrations } from './schema.ts';
import { streamsOnce } from './streams-once.ts';
import { watchCommits } from './watch-commits.ts';

export interface PostgresEventStoreOptions {
  /** Where the log lies; stays the caller's to close. */
  readonly readStore: ReadStore;
  readonly codec?: EventCodec;
  readonly upcasters?: Upcasters;
}

type Querying = Pick<Sql, 'query'>;

/** The event store on PostgreSQL: one table, positions in commit order without gaps. */
export class PostgresEventStore implements EventStore {
  readonly capabilities = {
    durable: true,
    atomicStreams: true,
    idempotentAny: true,
    sharedTransactions: true,
    uniqueIds: true,
    positionsCount: true,
  };
  readonly #store: ReadStore;
  readonly #codec: EventCodec;
  readonly #upcasters: Upcasters;
  readonly #feed: Feed;
  readonly #queue: AppendQueue;

  private constructor({ readStore, codec = plainCodec, upcasters = noUpcasters }: PostgresEventStoreOptions) {
    this.#store = readStore;
    this.#codec = codec;
    this.#upcasters = upcasters;
    this.#queue = new AppendQueue((group) => this.#write(group));
    this.#feed = new Feed({
      page: (request) => this.#page(request),
      head: () => this.head(),
      watch: (wake) => watchCommits(readStore, wake),
    });
  }

  /** Brings the schema up to date. */
  static async create(options: PostgresEventStoreOptions): Promise<PostgresEventStore> {
    await migrate(options.readStore, migrations);
    return new PostgresEventStore(options);
  }

  async append(append: Append): Promise<Appended> {
    const [prepared] = await this.#prepare([append]);
    if (prepared === undefined) throw new TypeError('event store: one append, none prepared');
    const outcome = await this.#queue.append(prepared);
    if (outcome.already) await inStoreWords(() => this.#requireSame(this.#store, append));
    return { revision: outcome.revision, position: outcome.position };
  }

  async appendMany(appends: readonly Append[]): Promise<Appended[]> {
    if (appends.length === 0) return [];
    return persistently(() => this.#store.transaction((sql) => this.appendWithin(sql, appends)));
  }

  async appendWithin(sql: Sql, appends: readonly Append[]): Promise<Appended[]> {
    const prepared = await this.#prepare(appends);
    const outcomes: Outcome[] = [];
    for (const group of streamsOnce(prepared)) outcomes.push(...(await runAppend(sql, group)));
    for (const [index, append] of appends.entries()) {
      if (outcomes[index]?.already === true) await this.#requireSame(sql, append);
    }
    sql.afterCommit(() => this.#handOver(prepared, outcomes));
    return answer(outcomes);
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<StoredEvent[]> {
    const rows = await inStoreWords(() => readStreamRows(this.#store, stream, options));
    return (await this.#decode(rows)).map((sized) => sized.event);
  }

  async readAll({ after, filter, max = 1_000 }: ReadAllOptions): Promise<StoredEvent[]> {
    return (await this.#page({ after, filter, max })).map((sized) => sized.event);
  }

  head(): Promise<number> {
    return inStoreWords(() => readHead(this.#store));
  }

  subscribeAll(options: Subscribe): AsyncIterable<FeedItem> {
    return this.#feed.subscribe(options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#feed.close();
  }

  async #prepare(appends: readonly Append[]): Promise<Prepared[]> {
    await this.#codec.beforeEncode?.(appends.flatMap((append) => append.events));
    return appends.map((append) => ({ append, encoded: encode(append, this.#codec) }));
  }

  // A single statement is a transaction of its own; repeating it after a lost answer changes nothing.
  async #write(group: readonly Prepared[]): Promise<readonly Outcome[]> {
    const outcomes = await persistently(() => runAppend(this.#store, group));
    this.#handOver(group, outcomes);
    return outcomes;
  }

  async #requireSame(sql: Querying, { stream, events }: Append): Promise<void> {
    const rows = await readIds(
      sql,
      events.map((event) => event.id),
    );
    await this.#codec.beforeDecode?.(rows);
    const stored = new Map(rows.map((row) => [row.id, this.#codec.decode(row)]));
    for (const event of events) {
      const before = stored.get(event.id.toLowerCase());
      if (before === undefined || !sameContent(before, event)) throw idReused(stream);
    }
  }

  // Subscribers in this process get what was just committed without reading it back.
  #handOver(prepared: readonly Prepared[], outcomes: readonly Outcome[]): void {
    const made = prepared.flatMap((one, index) => {
      const outcome = outcomes[index];
      return outcome === undefined || outcome.already ? [] : [{ one, outcome }];
    });
    const [first] = made;
    if (first === undefined) return;
    const previous = first.outcome.position - first.one.encoded.ids.length;
    this.#feed.committed(previous, () => made.flatMap(({ one, outcome }) => rowsOf(one, outcome).map(this.#open)));
  }

  async #page(request: PageRequest): Promise<readonly SizedEvent[]> {
    return this.#decode(await inStoreWords(() => readAllRows(this.#store, request, this.#upcasters)));
  }

  async #decode(rows: readonly SizedRow[]): Promise<readonly SizedEvent[]> {
    await this.#codec.beforeDecode?.(rows);
    return rows.map((row) => this.#open({ row, bytes: row.bytes }));
  }

  readonly #open = ({ row, bytes }: ReturnType<typeof rowsOf>[number]): SizedEvent => ({
    event: this.#upcasters.apply(this.#codec.decode(row)),
    bytes,
  });
}

const answer = (outcomes: readonly Outcome[]): Appended[] =>
  outcomes.map(({ revision, position }) => ({ revision, position }));

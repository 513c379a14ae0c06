import {
  type Append,
  type Appended,
  encode,
  type EventCodec,
  type EventStore,
  Feed,
  type FeedItem,
  matcher,
  noUpcasters,
  type PageRequest,
  plainCodec,
  type ReadAllOptions,
  type ReadStreamOptions,
  type SizedEvent,
  type StoredEvent,
  type Subscribe,
  type Upcasters,
} from '@mailfold/event-store';
import { Appender, type Patience } from './appender.ts';
import { requireOurs } from './appending.ts';
import { connect, type Connection } from './connect.ts';
import { watchLog } from './watch-log.ts';
import { persistently } from './persistently.ts';
import { type FoundRow, rowsOf } from './rows.ts';
import { ServerLog } from './server-log.ts';
import { wantedTypes } from './wanted-types.ts';

export interface EventStoreDbOptions extends Partial<Patience> {
  /** `esdb://` or `kurrentdb://`, one node or a cluster. */
  readonly url: string;
  readonly codec?: EventCodec;
  readonly upcasters?: Upcasters;
}

const ANSWER_WITHIN_MS = 10_000;
const PATIENCE_MS = 20_000;
const MOST_A_READ = 1_000;

/** The event store on EventStoreDB or KurrentDB: positions are commit positions of `$all`. */
export class EventStoreDbEventStore implements EventStore {
  readonly capabilities = {
    durable: true,
    atomicStreams: false,
    idempotentAny: true,
    sharedTransactions: false,
    uniqueIds: false,
  };
  readonly #connection: Connection;
  readonly #codec: EventCodec;
  readonly #upcasters: Upcasters;
  readonly #patienceMs: number;
  readonly #log: ServerLog;
  readonly #appender: Appender;
  readonly #feed: Feed;

  /** Connects when it is first asked for something. */
  constructor(options: EventStoreDbOptions) {
    const { answerWithinMs = ANSWER_WITHIN_MS, patienceMs = PATIENCE_MS } = options;
    this.#connection = connect(options.url);
    const { client } = this.#connection;
    this.#codec = options.codec ?? plainCodec;
    this.#upcasters = options.upcasters ?? noUpcasters;
    this.#patienceMs = patienceMs;
    this.#log = new ServerLog(client, answerWithinMs);
    this.#appender = new Appender(client, this.#log, this.#codec, { answerWithinMs, patienceMs });
    this.#feed = new Feed({
      page: (request) => this.#page(request),
      head: () => this.head(),
      watch: (wake) =>
        watchLog(client, {
          wake,
          decode: (resolved) => this.#decode(rowsOf(resolved)),
          committed: (previous, events) => this.#feed.committed(previous, () => events),
        }),
    });
  }

  async append(append: Append): Promise<Appended> {
    await this.#codec.beforeEncode?.(append.events);
    const encoded = encode(append, this.#codec);
    requireOurs(encoded);
    return this.#appender.append(append, encoded);
  }

  async appendMany(appends: readonly Append[]): Promise<Appended[]> {
    const answers: Appended[] = [];
    for (const append of appends) answers.push(await this.append(append));
    return answers;
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<StoredEvent[]> {
    const rows = await this.#persist(() => this.#log.stream(stream, options));
    return (await this.#decode(rows)).map((sized) => sized.event);
  }

  async readAll({ after, filter, max = 1_000 }: ReadAllOptions): Promise<StoredEvent[]> {
    return (await this.#page({ after, filter, max })).map((sized) => sized.event);
  }

  head(): Promise<number> {
    return this.#persist(() => this.#log.head());
  }

  subscribeAll(options: Subscribe): AsyncIterable<FeedItem> {
    return this.#feed.subscribe(options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#feed.close();
    await this.#connection[Symbol.asyncDispose]();
  }

  /** Reads on until enough match, or to the end. */
  async #page({ after, filter, max }: PageRequest): Promise<readonly SizedEvent[]> {
    const wanted = wantedTypes(filter, this.#upcasters);
    const ofTenant = matcher(filter?.tenantId === undefined ? undefined : { tenantId: filter.tenantId });
    const count = filter === undefined ? Math.min(max, MOST_A_READ) : MOST_A_READ;
    const found: SizedEvent[] = [];
    for (let at = after; found.length < max;) {
      const from = at;
      const { rows, to, ended } = await this.#persist(() => this.#log.after(from, count));
      const decoded = await this.#decode(rows.filter(wanted));
      found.push(...decoded.filter((sized) => ofTenant(sized.event)));
      if (ended) break;
      at = to;
    }
    return found.slice(0, max);
  }

  async #decode(rows: readonly FoundRow[]): Promise<readonly SizedEvent[]> {
    await this.#codec.beforeDecode?.(rows);
    return rows.map((row) => ({ event: this.#upcasters.apply(this.#codec.decode(row)), bytes: row.bytes }));
  }

  #persist<Result>(work: () => Promise<Result>): Promise<Result> {
    return persistently(this.#patienceMs, work);
  }
}

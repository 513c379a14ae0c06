import { pause } from '@mailfold/kernel';
import type { EventStore } from '@mailfold/event-store';
import type { SubscribeOptions } from '@mailfold/message-bus';
import type { Admin, EachBatchPayload } from 'kafkajs';
import { Commits, type Mark } from './commits.ts';
import type { KafkaConnection, KafkaLog } from './connection.ts';
import { decodeBatch } from './decode.ts';
import { GroupConsumer, type Timing } from './group-consumer.ts';
import { KafkaSubscription } from './kafka-subscription.ts';
import { keepAlive } from './keep-alive.ts';
import type { OnRejected } from './member.ts';
import { metadataOf } from './metadata.ts';
import { readPlaces } from './places.ts';

export interface ReadingParts {
  readonly connection: KafkaConnection;
  readonly admin: Admin;
  readonly topic: string;
  /** Kafka's consumer group. */
  readonly member: string;
  readonly events: EventStore | undefined;
  readonly timing: Timing;
  readonly onRejected: OnRejected;
  readonly log: KafkaLog | undefined;
  readonly ended: (reading: Reading) => void;
}

/** A fetch of many events that has reached the end means that history is being read, and more is coming. Live mail comes in ones and twos. */
const MANY = 64;
const GATHER_MS = 20;

type Fetched = EachBatchPayload['batch'];

/** How far a partition was read. */
interface Open {
  /** The offset that is fetched next. */
  expected: bigint;
  /** One more than the last offset of the partition, as of the last fetch. */
  end: bigint;
}

/** A member of a Kafka consumer group: what it fetches is decoded once for all groups of ours that it feeds. */
export class Reading {
  readonly subscriptions: readonly KafkaSubscription[];
  readonly #parts: ReadingParts;
  readonly #consumer: GroupConsumer;
  readonly #commits = new Commits(() => this.#marks());
  readonly #fed: Set<KafkaSubscription>;
  #open: ReadonlyMap<number, Open> = new Map();
  /** Aborts when the partitions are to be let go: the group is joined again, or this is stopped. */
  #letGo = new AbortController();
  #loading: Promise<void> = Promise.resolve();
  #gather = false;
  #stopping: Promise<void> | undefined;

  constructor(parts: ReadingParts, all: readonly SubscribeOptions[]) {
    const { connection, topic, member, timing, log } = parts;
    this.#parts = parts;
    this.subscriptions = all.map((options) => this.#subscription(options, all.length > 1));
    this.#fed = new Set(this.subscriptions);
    this.#consumer = new GroupConsumer({
      connection,
      topic,
      group: member,
      timing,
      log,
      hooks: { beforeJoin: () => this.#beforeJoin(), beforeFetch: () => this.#beforeFetch() },
      joined: (ours) => this.#joined(ours),
      eachBatch: (payload) => this.#eachBatch(payload),
      passed: (partition, last) => this.#passed(partition, last),
    });
  }

  #subscription(options: SubscribeOptions, sharesReading: boolean): KafkaSubscription {
    const { topic, events, onRejected } = this.#parts;
    const subscription: KafkaSubscription = new KafkaSubscription(
      {
        topic,
        events,
        onRejected,
        sharesReading,
        finished: () => this.#commits.soon(),
        unread: () => this.#unread(),
        stopped: () => this.#left(subscription),
      },
      options,
    );
    return subscription;
  }

  /** Resolves when it is a member and every group knows where to go on. @throws `message-bus/history-gone` */
  async start(): Promise<void> {
    await this.#consumer.start();
    await this.#loading;
  }

  async stop(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()));
  }

  /** It ends with the last of those that it feeds. */
  async #left(subscription: KafkaSubscription): Promise<void> {
    this.#fed.delete(subscription);
    if (this.#fed.size === 0) await (this.#stopping ??= this.#stop());
  }

  async #stop(): Promise<void> {
    this.#letGo.abort();
    await this.#commits.now();
    await this.#consumer.stop();
    this.#parts.ended(this);
  }

  async #beforeJoin(): Promise<void> {
    this.#letGo.abort();
    await Promise.all(this.subscriptions.map((subscription) => subscription.free()));
    if (this.#stopping !== undefined) return;
    await this.#commits.now();
    for (const subscription of this.subscriptions) subscription.letGo();
    this.#open = new Map();
    this.#letGo = new AbortController();
  }

  #joined(ours: readonly number[]): void {
    this.#commits.by((marks) => this.#consumer.commit(marks));
    this.#loading = this.#load(new Set(ours), this.#letGo.signal);
    // Whoever waits for it hears of it.
    this.#loading.catch(() => undefined);
  }

  async #beforeFetch(): Promise<void> {
    await this.#loading.catch(() => undefined);
    if (!this.#gather) return;
    this.#gather = false;
    await pause(GATHER_MS, this.#letGo.signal);
  }

  async #load(ours: ReadonlySet<number>, signal: AbortSignal): Promise<void> {
    const places = await readPlaces(this.#parts, signal);
    if (places === undefined) return;
    const mine = places.filter(({ partition }) => ours.has(partition));
    for (const { partition, offset = 0n, first } of mine) if (offset < first) this.#consumer.seek(partition, first);
    this.#open = new Map(
      mine.map(({ partition, offset = 0n, first }) => [
        partition,
        { expected: offset < first ? first : offset, end: 0n },
      ]),
    );
    try {
      for (const subscription of this.subscriptions) subscription.assign(mine, places.length, signal);
    } catch (thrown) {
      this.#consumer.pause([...ours]);
      throw thrown;
    }
    this.#commits.begin();
  }

  async #eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const letGo = this.#letGo;
    const open = this.#open.get(batch.partition);
    if (this.#stopping !== undefined || open === undefined) return;
    letGo.signal.throwIfAborted();
    const { topic } = this.#parts;
    this.#commits.by((marks) => payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [...marks] }] }));
    await keepAlive(
      () => payload.heartbeat(),
      this.#parts.timing.heartbeatMs,
      (error) => letGo.abort(error),
      () => this.#take(batch, open),
    );
    // What kafkajs is told by is the broker's answer to the heartbeat.
    if (this.#stopping === undefined) letGo.signal.throwIfAborted();
  }

  async #take(batch: Fetched, open: Open): Promise<void> {
    if (!this.#expectWhole(batch, open)) return;
    const taken = decodeBatch(batch, (message) => this.#parts.log?.({ level: 'error', message }));
    const caughtUp = Number(batch.offsetLag()) === 0;
    const last = BigInt(batch.lastOffset());
    open.end = BigInt(batch.highWatermark);
    open.expected = last + 1n;
    for (const subscription of this.#fed) subscription.take(batch.partition, taken, last, caughtUp);
    const most = Math.max(...this.subscriptions.map(({ maxBatch }) => maxBatch));
    this.#gather ||= caughtUp && taken.length >= MANY && taken.length < most;
    // The next fetch comes while this one is handled.
    await Promise.all([...this.#fed].map((subscription) => subscription.room()));
  }

  /** Kafka may have deleted what was to be fetched next: then kafkajs goes on with what comes after it. */
  #expectWhole(batch: Fetched, { expected }: Open): boolean {
    const fetched: unknown = Reflect.get(batch, 'fetchedOffset');
    if (typeof fetched !== 'string' || BigInt(fetched) <= expected) return true;
    try {
      for (const subscription of this.#fed) subscription.skipped(batch.partition);
      return true;
    } catch {
      // It was told; the groups stand still here until that can be mended.
      this.#consumer.pause([batch.partition]);
      return false;
    }
  }

  #passed(id: number, last: bigint): void {
    const open = this.#open.get(id);
    if (open === undefined || last < open.expected) return;
    open.expected = last + 1n;
    for (const subscription of this.#fed) subscription.partition(id)?.pass(last);
    this.#commits.soon();
  }

  #unread(): number | undefined {
    if (this.#open.size === 0) return undefined;
    return [...this.#open.values()].reduce(
      (sum, { end, expected }) => sum + Number(end > expected ? end - expected : 0n),
      0,
    );
  }

  #marks(): readonly Mark[] {
    return [...this.#open].map(([partition, { expected }]) => {
      const shares = this.subscriptions.map((one) => ({ group: one.group, share: one.partition(partition) }));
      const nexts = shares.flatMap(({ share }) => share?.next ?? []);
      const places = shares.flatMap(({ group, share }) => (share === undefined ? [] : [[group, share.place] as const]));
      return { partition, offset: String(least(nexts) ?? expected), metadata: metadataOf(new Map(places)) };
    });
  }
}

const least = (offsets: readonly bigint[]): bigint | undefined =>
  offsets.length === 0 ? undefined : offsets.reduce((one, other) => (other < one ? other : one));

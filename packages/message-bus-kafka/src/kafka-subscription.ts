import { pause } from '@mailfold/kernel';
import { partitionOf } from '@mailfold/contracts/topics';
import type { EventStore } from '@mailfold/event-store';
import type { Lag, SubscribeOptions, Subscription } from '@mailfold/message-bus';
import type { Admin, EachBatchPayload } from 'kafkajs';
import { CatchUp } from './catch-up.ts';
import { Commits } from './commits.ts';
import type { KafkaConnection, KafkaLog } from './connection.ts';
import { decodeBatch } from './decode.ts';
import { Delivery } from './delivery.ts';
import { GroupConsumer, type Timing } from './group-consumer.ts';
import { keepAlive } from './keep-alive.ts';
import { lagOf } from './lag.ts';
import { Member, type OnRejected } from './member.ts';
import { Partition } from './partition.ts';
import { Pending } from './pending.ts';
import { type Place, readPlaces } from './places.ts';
import { positionOver } from './position.ts';

export interface SubscriptionParts {
  readonly connection: KafkaConnection;
  readonly admin: Admin;
  readonly topic: string;
  readonly events: EventStore | undefined;
  readonly timing: Timing;
  readonly onRejected: OnRejected;
  readonly log: KafkaLog | undefined;
  readonly left: (subscription: KafkaSubscription) => void;
}

/** A fetch of many events that has reached the end means that history is being read, and more is coming. Live mail comes in ones and twos. */
const MANY = 64;
const GATHER_MS = 20;
const READ_AHEAD = 2_000;

type Fetched = EachBatchPayload['batch'];

/** A member of a group. */
export class KafkaSubscription implements Subscription {
  readonly #parts: SubscriptionParts;
  readonly #options: SubscribeOptions & { readonly from: number; readonly maxBatch: number };
  readonly #consumer: GroupConsumer;
  readonly #commits: Commits;
  readonly #delivery: Delivery;
  readonly #catchUp: CatchUp;
  #partitions: ReadonlyMap<number, Partition> = new Map();
  /** What this process has finished of each partition, also of those that are not its own now. */
  readonly #finished = new Map<number, number>();
  /** Of the topic. */
  #count = 0;
  /** Aborts when the partitions are to be let go: the group is joined again, or this is stopped. */
  #letGo = new AbortController();
  #loading: Promise<void> = Promise.resolve();
  #gather = false;
  #settled: number;
  #stopping: Promise<void> | undefined;

  constructor(parts: SubscriptionParts, options: SubscribeOptions) {
    const { connection, topic, events, timing, log, onRejected } = parts;
    const { group, handle, from = 0, maxBatch = 1_000, ripe } = options;
    this.#parts = parts;
    this.#options = { ...options, from, maxBatch };
    this.#settled = from;
    const member = new Member(group, handle, onRejected);
    const partitions = (): Iterable<Partition> => this.#partitions.values();
    const commits = new Commits(partitions);
    this.#commits = commits;
    this.#catchUp = new CatchUp({ events, topic, group, maxBatch, member, commits, onRejected });
    this.#delivery = new Delivery({
      member,
      commits,
      maxBatch,
      ripe,
      partitions,
      failed: (thrown) => onRejected({ group, attempt: 1, thrown }),
      signal: () => this.#letGo.signal,
    });
    this.#consumer = new GroupConsumer({
      connection,
      topic,
      group,
      timing,
      log,
      hooks: { beforeJoin: () => this.#beforeJoin(), beforeFetch: () => this.#beforeFetch() },
      joined: (ours) => this.#joined(ours),
      eachBatch: (payload) => this.#eachBatch(payload),
      passed: (partition, last) => this.#passed(partition, last),
    });
  }

  /** Resolves when it is a member and knows where to go on. @throws `message-bus/history-gone` */
  async start(): Promise<void> {
    await this.#consumer.start();
    await this.#loading;
  }

  get position(): number {
    return positionOver(this.#partitions.values(), this.#settled);
  }

  finished(key: string): number {
    if (this.#count === 0) return 0;
    return this.#partitions.get(partitionOf(key, this.#count))?.finished ?? 0;
  }

  lag(): Lag | undefined {
    return this.#partitions.size === 0 ? undefined : lagOf(this.#partitions.values());
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #stop(): Promise<void> {
    this.#letGo.abort();
    await this.#delivery.free();
    await this.#commits.now();
    await this.#consumer.stop();
    this.#parts.left(this);
  }

  async #beforeJoin(): Promise<void> {
    this.#letGo.abort();
    await this.#delivery.free();
    if (this.#stopping !== undefined) return;
    await this.#commits.now();
    this.#settled = this.position;
    for (const { id, finished } of this.#partitions.values()) this.#finished.set(id, finished);
    this.#partitions = new Map();
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
    const { group, from, lingerMs = 0, ripe } = this.#options;
    const { admin, topic, log } = this.#parts;
    const places = await readPlaces({ admin, topic, group, from, log }, signal);
    if (places === undefined) return;
    this.#count = places.length;
    const mine = places.filter(({ partition }) => ours.has(partition)).map((place) => this.#known(place));
    this.#partitions = new Map(
      mine.map((place) => [place.partition, new Partition(place, new Pending(lingerMs, ripe))]),
    );
    const behind = mine.filter(({ isBehindKafka }) => isBehindKafka);
    if (behind.length > 0) this.#beginBehind(behind, signal);
  }

  #known(place: Place): Place {
    return { ...place, position: Math.max(place.position, this.#finished.get(place.partition) ?? 0) };
  }

  #beginBehind(behind: readonly Place[], signal: AbortSignal): void {
    this.#consumer.pause(behind.map(({ partition }) => partition));
    const partitions = behind.flatMap(({ partition }) => this.#partitions.get(partition) ?? []);
    for (const partition of partitions) this.#catchUp.expectPossible(partition);
    void this.#delivery.hand.do(async () => {
      if (!(await this.#catchUp.bring(partitions, this.#count, signal))) return;
      for (const { partition, first } of behind) {
        this.#partitions.get(partition)?.catchUp(first);
        this.#consumer.seek(partition, first);
      }
      this.#consumer.resume(behind.map(({ partition }) => partition));
      this.#commits.soon();
    });
  }

  async #eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const letGo = this.#letGo;
    const partition = this.#partitions.get(batch.partition);
    if (this.#stopping !== undefined || partition === undefined) return;
    letGo.signal.throwIfAborted();
    const { topic } = this.#parts;
    this.#commits.by((marks) => payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [...marks] }] }));
    await keepAlive(
      () => payload.heartbeat(),
      this.#parts.timing.heartbeatMs,
      (error) => letGo.abort(error),
      () => this.#take(batch, partition, letGo.signal),
    );
    // What kafkajs is told by is the broker's answer to the heartbeat.
    if (this.#stopping === undefined) letGo.signal.throwIfAborted();
  }

  async #take(batch: Fetched, partition: Partition, signal: AbortSignal): Promise<void> {
    if (signal.aborted || !(await this.#isWhole(batch, partition, signal))) return;
    const taken = decodeBatch(batch, (message) => this.#parts.log?.({ level: 'error', message }));
    const caughtUp = Number(batch.offsetLag()) === 0;
    partition.end = BigInt(batch.highWatermark);
    partition.take(taken, BigInt(batch.lastOffset()), caughtUp);
    this.#gather ||= caughtUp && taken.length >= MANY && taken.length < this.#options.maxBatch;
    // The next fetch comes while this one is handled.
    this.#delivery.soon(partition, signal);
    await this.#delivery.room(READ_AHEAD, signal);
  }

  /** Kafka may have deleted what was to be fetched next: then kafkajs goes on with what comes after it. */
  async #isWhole(batch: Fetched, partition: Partition, signal: AbortSignal): Promise<boolean> {
    if (partition.isBehindKafka) return false;
    const fetched: unknown = Reflect.get(batch, 'fetchedOffset');
    if (typeof fetched !== 'string' || BigInt(fetched) <= partition.expected) return true;
    partition.isBehindKafka = true;
    try {
      this.#catchUp.expectPossible(partition);
    } catch {
      // It was told; the group stands still here until it can be mended.
      this.#consumer.pause([partition.id]);
      return false;
    }
    await this.#delivery.hand.do(async () => {
      if (await this.#catchUp.bring([partition], this.#count, signal)) partition.catchUp(BigInt(fetched));
    });
    return !partition.isBehindKafka;
  }

  #passed(id: number, last: bigint): void {
    const partition = this.#partitions.get(id);
    if (partition === undefined || partition.isBehindKafka || last < partition.expected) return;
    partition.pass(last);
    this.#commits.soon();
  }
}

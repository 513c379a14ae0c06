import { partitionOf } from '@mailfold/contracts/topics';
import type { EventStore } from '@mailfold/event-store';
import type { Lag, SubscribeOptions, Subscription } from '@mailfold/message-bus';
import { CatchUp } from './catch-up.ts';
import { Delivery } from './delivery.ts';
import { lagOf } from './lag.ts';
import { Member, type OnRejected } from './member.ts';
import { Partition, type Taken } from './partition.ts';
import { Pending } from './pending.ts';
import { beginningOf, type Place } from './places.ts';
import { positionOver } from './position.ts';

export interface SubscriptionParts {
  readonly topic: string;
  readonly events: EventStore | undefined;
  readonly onRejected: OnRejected;
  /** Whether others are fed from the same reading, and are not to wait for a group that fails. */
  readonly sharesReading: boolean;
  /** Told of each step, so that it is committed. */
  readonly finished: () => void;
  /** Records of our partitions that were not read yet; undefined while none are ours. */
  readonly unread: () => number | undefined;
  /** Resolves when the reading has ended, too, if this was the last one. */
  readonly stopped: () => Promise<void>;
}

const READ_AHEAD = 2_000;

/** One group, fed from a reading: each has its own pace and place. */
export class KafkaSubscription implements Subscription {
  readonly group: string;
  readonly maxBatch: number;
  readonly #options: SubscribeOptions;
  readonly #parts: SubscriptionParts;
  readonly #delivery: Delivery;
  readonly #catchUp: CatchUp;
  #partitions: ReadonlyMap<number, Partition> = new Map();
  /** What this process has finished of each partition, also of those that are not its own now. */
  readonly #finished = new Map<number, number>();
  /** Of the topic. */
  #count = 0;
  #settled: number;
  readonly #ending = new AbortController();
  #signal: AbortSignal = this.#ending.signal;
  #stopping: Promise<void> | undefined;

  constructor(parts: SubscriptionParts, options: SubscribeOptions) {
    const { topic, events, finished, onRejected } = parts;
    const { group, handle, from = 0, maxBatch = 1_000, ripe } = options;
    this.group = group;
    this.maxBatch = maxBatch;
    this.#parts = parts;
    this.#options = options;
    this.#settled = from;
    const rejected: OnRejected = (what) => {
      onRejected(what);
      this.#delivery.changed();
    };
    const member = new Member(group, handle, rejected);
    this.#catchUp = new CatchUp({ events, topic, group, maxBatch, member, finished, onRejected });
    this.#delivery = new Delivery({
      member,
      finished,
      maxBatch,
      ripe,
      partitions: () => this.#partitions.values(),
      failed: (thrown) => onRejected({ group, attempt: 1, thrown }),
      signal: () => this.#signal,
    });
  }

  get position(): number {
    return positionOver(this.#partitions.values(), this.#settled);
  }

  finished(key: string): number {
    if (this.#count === 0) return 0;
    return this.#partitions.get(partitionOf(key, this.#count))?.finished ?? 0;
  }

  lag(): Lag | undefined {
    const unread = this.#parts.unread();
    return unread === undefined ? undefined : lagOf(this.#partitions.values(), unread);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #stop(): Promise<void> {
    this.#ending.abort();
    await this.#delivery.free();
    await this.#parts.stopped();
  }

  partition(id: number): Partition | undefined {
    return this.#partitions.get(id);
  }

  /**
   * Takes the partitions that are ours now.
   * @param count partitions of the topic
   * @param signal aborts when they are to be let go
   * @throws `message-bus/history-gone`
   */
  assign(places: readonly Place[], count: number, signal: AbortSignal): void {
    this.#count = count;
    this.#signal = AbortSignal.any([signal, this.#ending.signal]);
    const partitions = places.map((place) => this.#partitionAt(place));
    this.#partitions = new Map(partitions.map((partition) => [partition.id, partition]));
    this.#bring(partitions.filter(({ missed }) => missed !== undefined));
  }

  #partitionAt(place: Place): Partition {
    const { from = 0, lingerMs = 0, ripe } = this.#options;
    const { position, isBehind } = beginningOf(place, this.group, from);
    return new Partition({
      id: place.partition,
      position: Math.max(position, this.#finished.get(place.partition) ?? 0),
      isBehind,
      offset: place.offset ?? place.first,
      pending: () => new Pending(lingerMs, ripe),
    });
  }

  /** Resolves when nothing is in hand any more, after the signal of `assign` has aborted. */
  free(): Promise<void> {
    return this.#delivery.free();
  }

  letGo(): void {
    this.#settled = this.position;
    for (const { id, finished } of this.#partitions.values()) this.#finished.set(id, finished);
    this.#partitions = new Map();
  }

  take(id: number, taken: readonly Taken[], last: bigint, caughtUp: boolean): void {
    const partition = this.#partitions.get(id);
    if (partition === undefined || this.#signal.aborted) return;
    partition.take(taken, last, caughtUp);
    this.#delivery.soon(partition, this.#signal);
  }

  /** What is read next is not what follows. @throws `message-bus/history-gone` */
  skipped(id: number): void {
    const partition = this.#partitions.get(id);
    if (partition !== undefined) this.#drop([partition]);
  }

  /** Resolves when more may be read; who shares the reading and fails does not keep the others waiting. */
  async room(): Promise<void> {
    const mayDrop = this.#parts.sharesReading && this.#catchUp.isPossible;
    await this.#delivery.room(READ_AHEAD, this.#signal, mayDrop);
    if (!this.#signal.aborted && !this.#delivery.hasRoom(READ_AHEAD)) this.#drop([...this.#partitions.values()]);
  }

  #drop(partitions: readonly Partition[]): void {
    const whole = partitions.filter(({ missed }) => missed === undefined);
    for (const partition of whole) partition.drop();
    this.#bring(whole);
  }

  #bring(behind: readonly Partition[]): void {
    for (const partition of behind) this.#catchUp.expectPossible(partition);
    if (behind.length === 0) return;
    const [count, signal] = [this.#count, this.#signal];
    this.#delivery.inHand(() => this.#catchUp.bring(behind, count, signal));
  }
}

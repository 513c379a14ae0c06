import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore } from '@mailfold/event-store';
import type { DeadLetter, MessageBus, Ripe, SubscribeOptions, Subscription } from '@mailfold/message-bus';
import { migrate, type ReadStore } from '@mailfold/read-store';
import { copyDeadLetter } from './dead-letters.ts';
import { Group, type OnRejected } from './group.ts';
import { Member } from './member.ts';
import { Place } from './places.ts';
import { migrations } from './schema.ts';

export interface FeedMessageBusOptions {
  /** Whose feed is followed; stays the caller's to close. */
  readonly events: EventStore;
  /** Where places and dead letters are kept; stays the caller's to close. */
  readonly rows: ReadStore;
  readonly onRejected?: OnRejected;
}

/** Events. The feed keeps twice as many. */
const FAR_BEHIND = 3_000;
/** A group that stands still must not hold up those who write. */
const LONGEST_WAIT_MS = 500;
const LOOK_AGAIN_MS = 5;

/** A group as its first member asks for it. */
interface Wanted {
  readonly name: string;
  readonly from: number;
  readonly lingerMs: number;
  readonly ripe: Ripe | undefined;
}

/** The bus of a single process: groups follow the event store's own feed, and nothing is copied. */
export class FeedMessageBus implements MessageBus {
  readonly #options: FeedMessageBusOptions;
  readonly #groups = new Map<string, Promise<Group>>();
  readonly #subscriptions = new Set<FeedSubscription>();
  #joined = 0;

  private constructor(options: FeedMessageBusOptions) {
    this.#options = options;
  }

  /** Brings the schema up to date. */
  static async create(options: FeedMessageBusOptions): Promise<FeedMessageBus> {
    await migrate(options.rows, migrations);
    return new FeedMessageBus(options);
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const { group: name, handle, from = 0, maxBatch = 1_000, lingerMs = 0, ripe } = options;
    const group = await this.#group({ name, from, lingerMs, ripe });
    this.#joined += 1;
    const member = new Member(`${name}/${this.#joined}`, maxBatch, handle);
    const subscription = new FeedSubscription(group, member, () => this.#subscriptions.delete(subscription));
    this.#subscriptions.add(subscription);
    group.join(member);
    return subscription;
  }

  /** The feed's window is what they share. */
  async subscribeTogether(_member: string, all: readonly SubscribeOptions[]): Promise<readonly Subscription[]> {
    const subscriptions: Subscription[] = [];
    for (const options of all) subscriptions.push(await this.subscribe(options));
    return subscriptions;
  }

  async keepPace(position: number): Promise<void> {
    const end = performance.now() + LONGEST_WAIT_MS;
    const isFarBehind = ({ position: at }: Subscription): boolean => at < position - FAR_BEHIND;
    while ([...this.#subscriptions].some(isFarBehind) && performance.now() < end) await delay(LOOK_AGAIN_MS);
  }

  copyDeadLetter(letter: DeadLetter): Promise<void> {
    return copyDeadLetter(this.#options.rows, letter);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
  }

  #group(wanted: Wanted): Promise<Group> {
    const { name } = wanted;
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const loading = this.#load(wanted).catch((thrown: unknown) => {
      this.#groups.delete(name);
      throw thrown;
    });
    this.#groups.set(name, loading);
    return loading;
  }

  async #load({ name, from, lingerMs, ripe }: Wanted): Promise<Group> {
    const { events, rows, onRejected = () => undefined } = this.#options;
    return new Group({ name, events, lingerMs, ripe, place: await Place.load(rows, name, from), onRejected });
  }
}

class FeedSubscription implements Subscription {
  readonly #group: Group;
  readonly #member: Member;
  readonly #left: () => void;
  #stopping: Promise<void> | undefined;

  constructor(group: Group, member: Member, left: () => void) {
    this.#group = group;
    this.#member = member;
    this.#left = left;
  }

  get position(): number {
    return this.#group.position;
  }

  /** Rounds go over all keys. */
  finished(): number {
    return this.position;
  }

  stop(): Promise<void> {
    this.#left();
    this.#stopping ??= this.#group.leave(this.#member);
    return this.#stopping;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

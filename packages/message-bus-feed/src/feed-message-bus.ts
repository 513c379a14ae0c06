import type { EventStore } from '@mailfold/event-store';
import type { DeadLetter, MessageBus, SubscribeOptions, Subscription } from '@mailfold/message-bus';
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

  async subscribe({ group: name, handle, from = 0, maxBatch = 1_000 }: SubscribeOptions): Promise<Subscription> {
    const group = await this.#group(name, from);
    this.#joined += 1;
    const member = new Member(`${name}/${this.#joined}`, maxBatch, handle);
    const subscription = new FeedSubscription(group, member, () => this.#subscriptions.delete(subscription));
    this.#subscriptions.add(subscription);
    group.join(member);
    return subscription;
  }

  copyDeadLetter(letter: DeadLetter): Promise<void> {
    return copyDeadLetter(this.#options.rows, letter);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
  }

  #group(name: string, from: number): Promise<Group> {
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const loading = this.#load(name, from).catch((thrown: unknown) => {
      this.#groups.delete(name);
      throw thrown;
    });
    this.#groups.set(name, loading);
    return loading;
  }

  async #load(name: string, from: number): Promise<Group> {
    const { events, rows, onRejected = () => undefined } = this.#options;
    return new Group({ name, events, place: await Place.load(rows, name, from), onRejected });
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

  stop(): Promise<void> {
    this.#left();
    this.#stopping ??= this.#group.leave(this.#member);
    return this.#stopping;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

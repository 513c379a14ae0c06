import type { Lag, MessageBus, SubscribeOptions, Subscription } from '@mailfold/message-bus';
import type { Runner } from './runner.ts';
import { handleTraced } from './traced.ts';

/** A batch of history and what follows from it. */
const WITH_WHAT_FOLLOWS = 2_000;

const feedOf = (runner: Runner): SubscribeOptions => ({
  group: runner.name,
  handle: (batch) => handleTraced(runner, batch),
  ...(runner.beginAfter === undefined ? {} : { from: runner.beginAfter }),
  ...(runner.lingerMs === undefined ? {} : { lingerMs: runner.lingerMs }),
  ...(runner.ripe === undefined ? {} : { ripe: runner.ripe, maxBatch: WITH_WHAT_FOLLOWS }),
});

/** How far one processor has come. */
export interface Progress {
  /** Consumer group. */
  readonly name: string;
  readonly position: number;
  /** Where the bus counts by itself: `unknown` while it is away or gives out the keys. */
  readonly lag?: Lag | 'unknown';
}

/** The runners of a process, started, fed and stopped together. */
export class ProcessorHost implements AsyncDisposable {
  readonly #bus: MessageBus;
  readonly #member: string;
  readonly #subscriptions = new Map<string, Subscription>();

  /** @param member the service: processes of the same name run the same processors, and share the keys */
  constructor(bus: MessageBus, member: string) {
    this.#bus = bus;
    this.#member = member;
  }

  /** Brings all tables up to date, then feeds the runners from the bus, each from where its group was. */
  async start(runners: readonly Runner[]): Promise<void> {
    for (const runner of runners) await runner.start();
    const subscriptions = await this.#bus.subscribeTogether(this.#member, runners.map(feedOf));
    for (const [nth, runner] of runners.entries()) {
      const subscription = subscriptions[nth];
      if (subscription === undefined) continue;
      this.#subscriptions.set(runner.name, subscription);
      runner.follow?.((key) => subscription.finished(key));
    }
  }

  progress(): Progress[] {
    return [...this.#subscriptions].map(([name, subscription]) => ({
      name,
      position: subscription.position,
      ...(subscription.lag === undefined ? {} : { lag: subscription.lag() ?? 'unknown' }),
    }));
  }

  /** Resolves when every batch in hand is finished; nothing is handled afterwards. */
  async stop(): Promise<void> {
    const subscriptions = [...this.#subscriptions.values()];
    this.#subscriptions.clear();
    await Promise.all(subscriptions.map((subscription) => subscription.stop()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

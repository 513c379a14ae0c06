import type { Lag, MessageBus, Subscription } from '@mailfold/message-bus';
import type { Runner } from './runner.ts';
import { handleTraced } from './traced.ts';

/** A batch of history and what follows from it. */
const WITH_WHAT_FOLLOWS = 2_000;

/** Feeds a runner from the bus, from where its group was. */
export const subscribe = async (bus: MessageBus, runner: Runner): Promise<Subscription> => {
  const subscription = await bus.subscribe({
    group: runner.name,
    handle: (batch) => handleTraced(runner, batch),
    ...(runner.beginAfter === undefined ? {} : { from: runner.beginAfter }),
    ...(runner.lingerMs === undefined ? {} : { lingerMs: runner.lingerMs }),
    ...(runner.ripe === undefined ? {} : { ripe: runner.ripe, maxBatch: WITH_WHAT_FOLLOWS }),
  });
  runner.follow?.((key) => subscription.finished(key));
  return subscription;
};

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
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(bus: MessageBus) {
    this.#bus = bus;
  }

  /** Brings all tables up to date, then subscribes. May be called again with more runners. */
  async start(runners: readonly Runner[]): Promise<void> {
    for (const runner of runners) await runner.start();
    for (const runner of runners) this.#subscriptions.set(runner.name, await subscribe(this.#bus, runner));
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

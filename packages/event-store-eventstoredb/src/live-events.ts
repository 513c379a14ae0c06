import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import {
  type AllStreamSubscription,
  END,
  type EventStoreDBClient,
  excludeSystemEvents,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { backoff, pause } from '@mailfold/kernel';

export interface Listener {
  /** A subscription stands: whatever was appended before is not told by it. */
  readonly connected: () => void;
  /** Events as they come, in order and without a gap since `connected`. */
  readonly events: (resolved: readonly ResolvedEvent[]) => Promise<void>;
}

const RETRY = backoff({ initialMs: 50, maxMs: 5_000, factor: 2 });
const MOST_AT_ONCE = 500;

/** Follows the end of the log. An outage ends a subscription of the client: it is begun again, for as long as it takes. */
export class LiveEvents implements AsyncDisposable {
  readonly #client: EventStoreDBClient;
  readonly #listener: Listener;
  readonly #stop = new AbortController();
  readonly #following: Promise<void>;
  #attempt = 1;

  constructor(client: EventStoreDBClient, listener: Listener) {
    this.#client = client;
    this.#listener = listener;
    this.#following = this.#follow();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#subscription();
      await pause(RETRY(this.#attempt), signal);
      this.#attempt += 1;
    }
  }

  /** Resolves when the subscription is over, for whatever reason. */
  async #subscription(): Promise<void> {
    const subscription = this.#client.subscribeToAll(
      { fromPosition: END, filter: excludeSystemEvents(), requiresLeader: true },
      { highWaterMark: MOST_AT_ONCE },
    );
    subscription.on('confirmation', () => {
      this.#attempt = 1;
      this.#listener.connected();
    });
    const over = new AbortController();
    const end = (): void => over.abort();
    for (const event of ['error', 'end', 'close']) subscription.on(event, end);
    const ended = AbortSignal.any([over.signal, this.#stop.signal]);
    while (!ended.aborted) await this.#next(subscription, ended);
    // Its call goes on although nobody reads it, unless it is cancelled.
    await subscription.unsubscribe().catch(() => undefined);
    subscription.destroy();
  }

  async #next(subscription: AllStreamSubscription, ended: AbortSignal): Promise<void> {
    const arrived = await arrivals(subscription);
    if (arrived.length > 0) await this.#listener.events(arrived);
    else await once(subscription, 'readable', { signal: ended }).catch(() => undefined);
  }
}

/** What has come and is not yet read, up to a number. */
async function arrivals(subscription: AllStreamSubscription): Promise<ResolvedEvent[]> {
  // The client hands on event by event, each in a turn of its own: what comes turn by turn belongs together.
  for (let before = 0; subscription.readableLength > before && before < MOST_AT_ONCE;) {
    before = subscription.readableLength;
    await turn();
  }
  const arrived: ResolvedEvent[] = [];
  while (arrived.length < MOST_AT_ONCE) {
    const next: ResolvedEvent | null = subscription.read();
    if (next === null) break;
    arrived.push(next);
  }
  return arrived;
}

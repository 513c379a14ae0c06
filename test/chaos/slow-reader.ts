import type { EventStore, StoredEvent } from '@mailfold/event-store';
import { setTimeout as pause } from 'node:timers/promises';

/** Longer than writers take for as many events. */
const FOR_EACH_BATCH_MS = 3;

/** Reads everything from the beginning, and takes its time. */
export class SlowReader implements AsyncDisposable {
  readonly seen: StoredEvent[] = [];
  readonly #ending = new AbortController();
  readonly #reading: Promise<void>;

  constructor(store: EventStore) {
    this.#reading = this.#read(store);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort();
    await this.#reading;
  }

  async #read(store: EventStore): Promise<void> {
    for await (const item of store.subscribeAll({ after: 0, signal: this.#ending.signal })) {
      if (item.kind === 'events') this.seen.push(...item.events);
      await pause(FOR_EACH_BATCH_MS);
    }
  }
}

import type { StoredEvent } from '@mailfold/event-store';
import { backoff, pause } from '@mailfold/kernel';
import type { Batch } from '@mailfold/message-bus';

/** Told of each rejection before its events come again. */
export type OnRejected = (rejected: {
  readonly group: string;
  readonly attempt: number;
  readonly thrown: unknown;
}) => void;

const RETRY = backoff({ initialMs: 50, maxMs: 5_000, factor: 2 });

/** Calls the handler until it takes a batch. */
export class Member {
  readonly #group: string;
  readonly #handle: (batch: Batch) => Promise<void>;
  readonly #onRejected: OnRejected;

  constructor(group: string, handle: (batch: Batch) => Promise<void>, onRejected: OnRejected) {
    this.#group = group;
    this.#handle = handle;
    this.#onRejected = onRejected;
  }

  /** Whether it was taken; not, when the signal aborted before it was. */
  async deliver(events: readonly StoredEvent[], signal: AbortSignal): Promise<boolean> {
    const position = events.at(-1)?.position ?? 0;
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      if (await this.#try({ events, position }, attempt)) return true;
      await pause(RETRY(attempt), signal);
    }
    return false;
  }

  async #try(batch: Batch, attempt: number): Promise<boolean> {
    try {
      await this.#handle(batch);
      return true;
    } catch (thrown) {
      this.#onRejected({ group: this.#group, attempt, thrown });
      return false;
    }
  }
}

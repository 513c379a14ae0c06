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
/** After some two seconds. */
const FAILING_AFTER = 6;

/** Calls the handler until it takes a batch. */
export class Member {
  readonly #group: string;
  readonly #handle: (batch: Batch) => Promise<void>;
  readonly #onRejected: OnRejected;
  #rejections = 0;

  constructor(group: string, handle: (batch: Batch) => Promise<void>, onRejected: OnRejected) {
    this.#group = group;
    this.#handle = handle;
    this.#onRejected = onRejected;
  }

  /** It has rejected the batch in hand again and again. */
  get isFailing(): boolean {
    return this.#rejections >= FAILING_AFTER;
  }

  /** Whether it was taken; not, when the signal aborted before it was. */
  async deliver(events: readonly StoredEvent[], signal: AbortSignal): Promise<boolean> {
    const position = events.at(-1)?.position ?? 0;
    while (!signal.aborted) {
      if (await this.#try({ events, position })) return true;
      await pause(RETRY(this.#rejections), signal);
    }
    return false;
  }

  async #try(batch: Batch): Promise<boolean> {
    try {
      await this.#handle(batch);
      this.#rejections = 0;
      return true;
    } catch (thrown) {
      this.#rejections += 1;
      this.#onRejected({ group: this.#group, attempt: this.#rejections, thrown });
      return false;
    }
  }
}

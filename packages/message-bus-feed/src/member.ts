import type { Batch } from '@mailfold/message-bus';

/** One subscriber of a group: handles a batch at a time. */
export class Member {
  readonly id: string;
  readonly maxBatch: number;
  readonly #handle: (batch: Batch) => Promise<void>;
  #inHand: Promise<unknown> | undefined;

  constructor(id: string, maxBatch: number, handle: (batch: Batch) => Promise<void>) {
    this.id = id;
    this.maxBatch = maxBatch;
    this.#handle = handle;
  }

  /** Undefined when it was handled, else what it was rejected with. */
  async deliver(batch: Batch): Promise<{ readonly thrown: unknown } | undefined> {
    const handling = this.#try(batch);
    this.#inHand = handling;
    return handling;
  }

  /** Resolves when nothing is in hand any more. */
  async finished(): Promise<void> {
    await this.#inHand;
  }

  async #try(batch: Batch): Promise<{ readonly thrown: unknown } | undefined> {
    try {
      await this.#handle(batch);
      return undefined;
    } catch (thrown) {
      return { thrown };
    }
  }
}

import type { ReadMail } from './read-mail.ts';

export interface MimeReaderOptions {
  /** How many child processes read at the same time. Default 1. */
  readonly children?: number;
  /** A child without work ends after this many milliseconds. Default 10,000. */
  readonly idleMs?: number;
}

/** Reads raw mail in child processes that are ended when they pass their bounds. */
export class MimeReader implements AsyncDisposable {
  readonly options: MimeReaderOptions;

  constructor(options: MimeReaderOptions = {}) {
    this.options = options;
  }

  /** One answer per message, in the same order. Never rejects because of a message. */
  async read(raws: readonly Uint8Array[]): Promise<readonly ReadMail[]> {
    throw new Error(`not yet: ${raws.length}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

import type { ConnectOptions } from '@mailfold/mail-provider';

const MB = 1024 * 1024;

/** What one session may hold in memory, in bytes (X16). */
export interface Limits {
  readonly maxMessageBytes: number;
  readonly maxBatchBytes: number;
  /** The first piece of every message in a range fetch: what most messages fit into. */
  readonly firstBytes: number;
  /** The longest line: a SEARCH answer of two million UIDs. */
  readonly maxLineBytes: number;
}

export const limitsOf = (options: Pick<ConnectOptions, 'maxMessageBytes' | 'maxBatchBytes'>): Limits => ({
  maxMessageBytes: options.maxMessageBytes ?? 100 * MB,
  maxBatchBytes: options.maxBatchBytes ?? 64 * MB,
  firstBytes: 128 * 1024,
  maxLineBytes: 16 * MB,
});

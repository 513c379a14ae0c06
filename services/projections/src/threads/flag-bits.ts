import type { Flags } from '@mailfold/contracts';

export const SEEN = 1;
export const FLAGGED = 2;

/** Flags as a small integer, for rows. */
export const toBits = (flags: Flags): number =>
  (flags.seen ? SEEN : 0) | (flags.flagged ? FLAGGED : 0) | (flags.answered ? 4 : 0) | (flags.draft ? 8 : 0);

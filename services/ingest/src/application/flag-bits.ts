import type { Flags } from '@mailfold/contracts';

/** Flags as a small integer, for rows. */
export const toBits = (flags: Flags): number =>
  (flags.seen ? 1 : 0) | (flags.flagged ? 2 : 0) | (flags.answered ? 4 : 0) | (flags.draft ? 8 : 0);

export const fromBits = (bits: number): Flags => ({
  seen: (bits & 1) !== 0,
  flagged: (bits & 2) !== 0,
  answered: (bits & 4) !== 0,
  draft: (bits & 8) !== 0,
});

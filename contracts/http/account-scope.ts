import { z } from 'zod';
import { ScopeChoice, StartChoice } from './account-connect.ts';
import { Count, Written } from './conventions.ts';

/** `PUT /v1/accounts/{id}/scope` (SCO-2). `dryRun`: only says what it would do. */
export const ScopeBody = z.object({
  scope: ScopeChoice,
  /** Absent: as it is. */
  start: StartChoice.optional(),
  dryRun: z.boolean().default(false),
});

/** What a change of scope would do. */
export const ScopePreview = z.object({
  /** Messages that would show nowhere any more, in how many threads, of how many deals. Their identity and decisions are kept. */
  withdraws: z.object({ messages: Count, threads: Count, deals: Count }),
  /** Messages that an earlier change had withdrawn and that would show again. */
  restores: z.object({ messages: Count }),
  /** Messages that would be fetched, as the server lists them now; days are counted whole. */
  backfills: z.object({ messages: Count, folders: Count }),
});

/** The write's token, or with `dryRun` what it would do. */
export const ScopeAnswer = z.union([ScopePreview, Written]);

export type ScopePreview = z.output<typeof ScopePreview>;

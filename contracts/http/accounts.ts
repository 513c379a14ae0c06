import { z } from 'zod';
import { AccountSettings, Scope, Start } from '../events/account.ts';
import { FolderRole, Id, Time } from '../events/values.ts';
import { Count, ListQuery, page, RecordRef } from './conventions.ts';

/**
 * `catching up`: history is being read, or what was read is not proved yet · `complete`: the ledger proves that nothing is missing
 * (ING-4) · `incomplete`: it says what is missing · `throttled`: the provider asked us to come back later (S18) · the rest says why
 * nothing comes.
 */
export const AccountState = z.enum([
  'catching up',
  'complete',
  'incomplete',
  'throttled',
  'needs re-authentication',
  'unreachable',
  'disconnected',
]);

/** VIEW-3: in words that a person can act on. */
export const LastError = z.object({
  code: z.string(),
  /** What happened. */
  words: z.string(),
  whatToDo: z.string(),
  at: Time,
});

/** SCO-3. */
export const FolderProgress = z.object({
  folderId: Id,
  path: z.string(),
  role: FolderRole,
  state: z.enum(['waiting', 'catching up', 'done', 'parked', 'gone']),
  done: Count,
  total: Count,
  /** Messages a second, over the last seconds; 0 when nothing moves. */
  rate: z.number().nonnegative(),
  /** Absent while it cannot be told. */
  secondsLeft: Count.optional(),
  /** S2: why it cannot be synced, while it is parked. */
  parked: z.object({ reason: z.string(), since: Time }).optional(),
});

/** ING-4: the server's own list, compared with the ledger, and nothing since that takes it back. */
export const Completeness = z.object({
  /** When the server was listed. */
  asOf: Time,
  /** Mails that could not be read: kept, and accounted for with their reason (ING-5). */
  quarantined: Count,
});

export const Account = z.object({
  id: Id,
  address: z.string(),
  owner: RecordRef,
  provider: z.string(),
  state: AccountState,
  /** In the state `complete`, and in no other. */
  complete: Completeness.optional(),
  /** Mails that the provider lists and that are not here, as was last told. */
  missing: Count,
  /** In the state `throttled`: when the provider is asked again. */
  throttledUntil: Time.optional(),
  /** In the state `unreachable`. */
  unreachableSince: Time.optional(),
  messages: Count,
  connectedAt: Time,
  lastError: LastError.optional(),
});

/** `GET /v1/accounts` */
export const AccountList = page(Account);
export const AccountListQuery = ListQuery.extend({ state: AccountState.optional() });

/** `GET /v1/accounts/{id}` */
export const AccountStatus = Account.extend({
  aliases: z.array(z.string()).readonly(),
  settings: AccountSettings,
  scope: Scope,
  start: Start,
  progress: z.array(FolderProgress).readonly(),
  totals: z.object({ done: Count, total: Count, rate: z.number().nonnegative(), secondsLeft: Count.optional() }),
});

/** `GET /v1/accounts/{id}/folders` */
export const Folder = z.object({
  id: Id,
  path: z.string(),
  role: FolderRole,
  watch: z.enum(['content', 'location', 'none']),
  state: z.enum(['watched', 'parked', 'gone']),
  /** Why it is parked. */
  reason: z.string().optional(),
  messages: Count,
  unread: Count,
});
export const FolderList = z.object({ items: z.array(Folder).readonly() });

/** One reason with how many mails it holds for. */
export const Reason = z.object({ reason: z.string(), count: Count });

/** The server's own list against the ledger: `listed` = `stored` + `skipped` + `quarantined` + `missing`. */
export const FolderProof = z.object({
  at: Time,
  listed: Count,
  stored: Count,
  skipped: Count,
  quarantined: Count,
  missing: Count,
  /** SHA-256 over the listed UIDs, ascending, as decimal text joined by commas, hex. */
  digest: z.string(),
});

/** ING-4: every UID of a folder and epoch is in exactly one of these. */
export const LedgerFolder = z.object({
  folderId: Id,
  path: z.string(),
  /** UIDVALIDITY. */
  epoch: Count,
  /** False of an epoch that the server has ended: its UIDs mean nothing any more, and its mail was found again, or is gone. */
  current: z.boolean(),
  /** UIDs that the server has, as far as is known now: the sum of `stored`, `skipped`, `quarantined` and `missing`. */
  listed: Count,
  stored: Count,
  /** By rule. */
  skipped: z.array(Reason).readonly(),
  /** By code; `/quarantine` has the words for each. */
  quarantined: z.array(Reason).readonly(),
  /** Were here and left: moved elsewhere, deleted, or gone before they could be read. */
  gone: Count,
  /** ING-7: deleted at the provider and kept here, as the account's setting says. */
  goneKept: Count,
  missing: Count,
  /** Inclusive ranges; the first hundred. */
  missingUids: z.array(z.tuple([Count, Count])).readonly(),
  /** Why it cannot be synced. */
  parked: z.string().optional(),
  proof: FolderProof.optional(),
});

/** `GET /v1/accounts/{id}/ledger` */
export const Ledger = z.object({
  accountId: Id,
  /** Every folder in scope was proved, and nothing was told since that takes it back. */
  complete: z.boolean(),
  /** Of the oldest of these proofs, where it is complete. */
  asOf: Time.optional(),
  folders: z.array(LedgerFolder).readonly(),
  /** Distinct messages stored; a message may lie in several folders. */
  messages: Count,
});

/** `GET /v1/accounts/{id}/quarantine` */
export const QuarantinedMail = z.object({
  folderId: Id,
  path: z.string(),
  epoch: Count,
  uid: Count,
  code: z.string(),
  reason: z.string(),
  size: Count,
  /** The raw bytes were kept. */
  kept: z.boolean(),
  reader: z.string(),
  at: Time,
});
export const QuarantineList = page(QuarantinedMail);

export type AccountState = z.output<typeof AccountState>;
export type LastError = z.output<typeof LastError>;
export type FolderProgress = z.output<typeof FolderProgress>;
export type Account = z.output<typeof Account>;
export type AccountStatus = z.output<typeof AccountStatus>;
export type Folder = z.output<typeof Folder>;
export type Ledger = z.output<typeof Ledger>;
export type LedgerFolder = z.output<typeof LedgerFolder>;
export type QuarantinedMail = z.output<typeof QuarantinedMail>;

import { z } from 'zod';
import { personal } from './definition.ts';

/** An id of ours: a UUID. */
export const Id = z.uuid();
/** RFC 3339 in UTC with milliseconds. */
export const Time = z.iso.datetime({ precision: 3 });
/** Opaque reference into the blob store. */
export const BlobRef = z.string().min(1).max(400);

/** An address as it stood in the mail; never checked with a strict grammar: real mail breaks it. */
export const Address = z.object({ name: z.string().exactOptional(), address: z.string() });

/** Where a copy of a message lies: a folder, its UIDVALIDITY and the UID (RFC 9051 §2.3.1.1). */
export const Location = z.object({
  folderId: Id,
  epoch: z.number().int().nonnegative(),
  uid: z.number().int().positive(),
});

export const Flags = z.object({
  seen: z.boolean(),
  flagged: z.boolean(),
  answered: z.boolean(),
  draft: z.boolean(),
});

export const FolderRole = z.enum(['inbox', 'sent', 'archive', 'drafts', 'trash', 'junk', 'all', 'flagged', 'none']);

export const Visibility = z.enum(['private', 'shared']);

/** Who decided: a person, an account's default, or a rule of ours by name and version. */
export const DecidedBy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), userId: Id }),
  z.object({ kind: z.literal('default') }),
  z.object({ kind: z.literal('rule'), rule: z.string() }),
]);

/** Who may see a record of the CRM (users and groups by our ids and the CRM's group names). */
export const VisibleTo = z.union([
  z.object({ everyone: z.literal(true) }),
  z.object({ users: z.array(Id) }),
  z.object({ groups: z.array(z.string().min(1)) }),
]);

export const RecordKind = z.enum(['user', 'contact', 'organisation', 'deal']);

/** Why a link is there or gone (LNK-5). */
export const Why = z.object({
  /** Name and version, e.g. `participants@1`, `single-open-deal@1`, `by-hand`. */
  rule: z.string(),
  /** The ids that the rule chose from. */
  candidates: z.array(Id).exactOptional(),
  /** The address that matched. */
  address: personal(z.string()).exactOptional(),
  by: Id.exactOptional(),
});

export type Address = z.output<typeof Address>;
export type Location = z.output<typeof Location>;
export type Flags = z.output<typeof Flags>;
export type FolderRole = z.output<typeof FolderRole>;
export type Visibility = z.output<typeof Visibility>;
export type DecidedBy = z.output<typeof DecidedBy>;
export type VisibleTo = z.output<typeof VisibleTo>;
export type RecordKind = z.output<typeof RecordKind>;
export type Why = z.output<typeof Why>;

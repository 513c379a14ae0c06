import { z } from 'zod';
import { DealState } from '../events/directory.ts';
import { Count, ExternalId, FieldError, Token } from './conventions.ts';

/** Who may see a record; users by the CRM's ids, groups by the CRM's names. */
export const RecordVisibleTo = z.union([
  z.strictObject({ everyone: z.literal(true) }),
  z.strictObject({ users: z.array(ExternalId) }),
  z.strictObject({ groups: z.array(z.string().min(1)) }),
]);

const everyone = { everyone: true } as const;
const Name = z.string().max(500);
const MailAddress = z.string().min(3).max(320);

/** `PUT /v1/directory/users/{id}` */
export const UserBody = z.object({
  name: Name,
  address: MailAddress.optional(),
  groups: z.array(z.string().min(1).max(200)).default([]),
});
/** `PUT /v1/directory/contacts/{id}` */
export const ContactBody = z.object({
  name: Name,
  addresses: z.array(MailAddress).max(100).default([]),
  organisationId: ExternalId.optional(),
  ownerId: ExternalId.optional(),
  visibleTo: RecordVisibleTo.default(everyone),
});
/** `PUT /v1/directory/organisations/{id}` */
export const OrganisationBody = z.object({
  name: Name,
  /** Lower case, without `@`. */
  domains: z.array(z.string().min(1).max(253)).default([]),
  ownerId: ExternalId.optional(),
  visibleTo: RecordVisibleTo.default(everyone),
});
/** `PUT /v1/directory/deals/{id}` */
export const DealBody = z.object({
  name: Name,
  state: DealState.default('open'),
  openedAt: z.iso.datetime({ offset: true }),
  contactIds: z.array(ExternalId).max(1_000).default([]),
  organisationId: ExternalId.optional(),
  ownerId: ExternalId.optional(),
  visibleTo: RecordVisibleTo.default(everyone),
});

export const DirectoryOutcome = z.object({
  outcome: z.enum(['recorded', 'removed', 'already-so']),
  token: Token.optional(),
});

const id = ExternalId;
const RecordsKind = z.enum(['users', 'contacts', 'organisations', 'deals']);

/** One line of `POST /v1/directory/batch` (ndjson, 5,000 lines and 4 MiB at most), done in order. */
export const DirectoryLine = z.discriminatedUnion('op', [
  z.object({ op: z.literal('user'), id, ...UserBody.shape }),
  z.object({ op: z.literal('contact'), id, ...ContactBody.shape }),
  z.object({ op: z.literal('organisation'), id, ...OrganisationBody.shape }),
  z.object({ op: z.literal('deal'), id, ...DealBody.shape }),
  z.object({ op: z.literal('remove'), kind: RecordsKind, id }),
  z.object({ op: z.literal('merge-contacts'), survivor: ExternalId, absorbed: z.array(ExternalId).min(1) }),
  z.object({ op: z.literal('access'), kind: RecordsKind, id, visibleTo: RecordVisibleTo }),
]);

/** A line that is refused refuses the whole batch: nothing of it is recorded. `field` is `line 3: addresses.0`. */
export const DirectoryBatch = z.object({
  recorded: Count,
  removed: Count,
  unchanged: Count,
  errors: z.array(FieldError).readonly(),
  token: Token.optional(),
});

export type UserBody = z.output<typeof UserBody>;
export type ContactBody = z.output<typeof ContactBody>;
export type OrganisationBody = z.output<typeof OrganisationBody>;
export type DealBody = z.output<typeof DealBody>;
export type DirectoryLine = z.output<typeof DirectoryLine>;
export type DirectoryBatch = z.output<typeof DirectoryBatch>;

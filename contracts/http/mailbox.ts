import { z } from 'zod';
import { FolderRole, Id, Time, Visibility } from '../events/values.ts';
import { Count, ListQuery, page, RecordRef, ReadQuery, Switch } from './conventions.ts';

/** A participant as a person reads it. */
export const Participant = z.object({ name: z.string().optional(), address: z.string() });

export const ThreadSummary = z.object({
  id: Id,
  accountId: Id,
  subject: z.string(),
  /** Everyone but the owner, the newest sender first; ten at most. */
  participants: z.array(Participant).readonly(),
  /** Of the newest mail; a line of its text. */
  preview: z.string(),
  newestAt: Time,
  messages: Count,
  unread: Count,
  hasAttachments: z.boolean(),
  visibility: Visibility,
  archived: z.boolean(),
  deal: RecordRef.optional(),
  /** A person may choose one (LNK-2). */
  suggestedDeals: Count,
});

/** VIEW-1. `folder`: a view (`inbox`, `sent`, `archive`, `drafts`, `all`) or the id of a folder. */
export const MailboxFolder = z.union([z.enum(['inbox', 'sent', 'archive', 'drafts', 'all']), Id]);

/** `GET /v1/mailbox/threads` */
export const MailboxQuery = ListQuery.extend({
  folder: MailboxFolder.default('inbox'),
  account: Id.optional(),
  unread: Switch.optional(),
});
export const ThreadPage = page(ThreadSummary);

/** `GET /v1/mailbox/counts` */
export const CountsQuery = ReadQuery.extend({ account: Id.optional() });
const Tally = z.object({ threads: Count, unread: Count });
export const MailboxCounts = z.object({
  inbox: Tally,
  sent: Tally,
  archive: Tally,
  drafts: Tally,
  folders: z
    .array(z.object({ id: Id, accountId: Id, path: z.string(), role: FolderRole }).extend(Tally.shape))
    .readonly(),
});

export const Attachment = z.object({
  /** `/v1/messages/{id}/attachments/{n}`; from 0. */
  n: Count,
  filename: z.string().optional(),
  contentType: z.string(),
  size: Count,
  inline: z.boolean(),
});

export const MessageSummary = z.object({
  id: Id,
  threadId: Id,
  accountId: Id,
  direction: z.enum(['received', 'sent', 'draft']),
  subject: z.string(),
  from: z.array(Participant).readonly(),
  to: z.array(Participant).readonly(),
  cc: z.array(Participant).readonly(),
  /** Only for the owner of this copy (VIS-5). */
  bcc: z.array(Participant).readonly(),
  receivedAt: Time,
  sentAt: Time.optional(),
  unread: z.boolean(),
  flagged: z.boolean(),
  /** The owner hid it from colleagues (VIS-3); only the owner sees it and this mark. */
  hidden: z.boolean(),
  preview: z.string(),
  attachments: z.array(Attachment).readonly(),
});

/** `GET /v1/threads/{id}`; the id of an absorbed thread answers with the survivor (THR-5). */
export const Thread = ThreadSummary.extend({
  owner: RecordRef,
  /** The caller is the owner. */
  mine: z.boolean(),
  items: z.array(MessageSummary).readonly(),
});

/** `GET /v1/messages/{id}` */
export const Message = MessageSummary.extend({
  /** Plain text of the body, from the text part or the HTML. */
  text: z.string(),
  hasHtml: z.boolean(),
  internetMessageId: z.string().optional(),
  size: Count,
  folders: z.array(z.object({ id: Id, path: z.string(), role: FolderRole })).readonly(),
});

/** `GET /v1/messages/{id}/attachments/{n}` */
export const AttachmentParams = z.object({ id: Id, n: z.coerce.number().int().nonnegative() });

export type Participant = z.output<typeof Participant>;
export type MailboxQuery = z.output<typeof MailboxQuery>;
export type ThreadSummary = z.output<typeof ThreadSummary>;
export type MailboxCounts = z.output<typeof MailboxCounts>;
export type MessageSummary = z.output<typeof MessageSummary>;
export type Thread = z.output<typeof Thread>;
export type Message = z.output<typeof Message>;

import { z } from 'zod';
import { personal } from '../events/definition.ts';
import { Id, Time, Visibility } from '../events/values.ts';
import { defineView } from './definition.ts';

const Count = z.number().int().nonnegative();

export const MailboxRow = z.object({
  tenantId: Id,
  accountId: Id,
  /** The only user who may see this row. */
  ownerId: Id,
  /** Of a merged thread, the survivor; the others have tombstones. */
  threadId: Id,
  /** Of the oldest message. */
  subject: personal(z.string()),
  newestMessageId: Id,
  newestAt: Time,
  messages: Count,
  unread: Count,
  /** How many were sent by the owner. */
  sent: Count,
  hasAttachments: z.boolean(),
  visibility: Visibility,
  archived: z.boolean(),
  /** Where its messages lie at the provider, and how many; names and roles of folders are in the events of `ingest`. */
  folders: z.array(z.object({ id: Id, messages: Count })),
  /** Our ids of the deals it is linked to. */
  deals: z.array(Id),
});

export type MailboxRow = z.output<typeof MailboxRow>;

export const mailboxKey = (row: Pick<MailboxRow, 'accountId' | 'threadId'>): string =>
  `${row.accountId}/${row.threadId}`;

export const MailboxView = defineView({
  view: 'mailbox',
  version: 1,
  row: MailboxRow,
  key: 'account id/thread id',
  description:
    'A thread of an account, for its owner alone. Taken back when the thread is deleted, merged into another, or has no message any more.',
});

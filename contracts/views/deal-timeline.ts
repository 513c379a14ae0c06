import { z } from 'zod';
import { personal } from '../events/definition.ts';
import { Address, Id, Time } from '../events/values.ts';
import { defineView } from './definition.ts';

/** A record of the CRM by our id; its external id is in the directory's events. */
const RecordLink = z.object({ kind: z.enum(['deal', 'contact', 'organisation']), id: Id });

const Attachment = z.object({
  filename: personal(z.string()).exactOptional(),
  contentType: z.string(),
  size: z.number().int().nonnegative(),
  inline: z.boolean(),
});

export const DealTimelineRow = z.object({
  tenantId: Id,
  accountId: Id,
  /** The user whose mail it is: the one viewer who needs no record. */
  ownerId: Id,
  /** Of a merged thread, the survivor. */
  threadId: Id,
  messageId: Id,
  /**
   * Every record that the thread is linked to, at least one deal among them. Anyone but the owner may see the row only if they may see each
   * of them: check all against your viewer.
   */
  records: z.array(RecordLink).min(1),
  direction: z.enum(['received', 'sent']),
  /** When the provider took it; timelines are ordered by it. */
  at: Time,
  /** As the sender's date says. */
  sentAt: Time.exactOptional(),
  subject: personal(z.string()),
  from: z.array(personal(Address)),
  to: z.array(personal(Address)),
  cc: z.array(personal(Address)),
  attachments: z.array(Attachment),
  /** Opaque: the same for copies of one mail that several accounts hold. Show one of them: the viewer's own, else the oldest. */
  copyKey: z.string().min(1),
  /** Opaque: copies whose visible text differs have another one; show each. */
  textDigest: personal(z.string()).exactOptional(),
});

export type DealTimelineRow = z.output<typeof DealTimelineRow>;

export const dealTimelineKey = (row: Pick<DealTimelineRow, 'accountId' | 'messageId'>): string =>
  `${row.accountId}/${row.messageId}`;

export const DealTimelineView = defineView({
  view: 'deal-timeline',
  version: 1,
  row: DealTimelineRow,
  key: 'account id/message id',
  description:
    'A message of a thread that is shared and linked to a deal, for timelines of deals, contacts and organisations. Taken back when the thread is made private, loses its last deal or is deleted, and when the message is hidden, moved to another thread that is not shared, or gone.',
});

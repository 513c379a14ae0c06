import { z } from 'zod';
import { Id, Time } from '../events/values.ts';
import { Attachment, Participant } from './mailbox.ts';
import { Count, ListQuery, page, ReadQuery, RecordRef } from './conventions.ts';

export const TimelineQuery = ListQuery.extend({
  /** Default: newest first. */
  order: z.enum(['newest', 'oldest']).default('newest'),
});

/** One mail of a timeline; copies that several accounts hold show once (VIS-5). */
export const TimelineItem = z.object({
  messageId: Id,
  threadId: Id,
  direction: z.enum(['received', 'sent']),
  at: Time,
  subject: z.string(),
  from: z.array(Participant).readonly(),
  to: z.array(Participant).readonly(),
  cc: z.array(Participant).readonly(),
  preview: z.string(),
  attachments: z.array(Attachment).readonly(),
  /** Whose copy this is. */
  owner: RecordRef,
  mine: z.boolean(),
  /** Copies that this viewer may see, this one included. */
  copies: Count,
  /** The copies' visible text differs: each is an entry of its own. */
  differs: z.boolean(),
});

/** `GET /v1/{deals|contacts|organisations}/{id}/timeline` (VIEW-2) */
export const Timeline = page(TimelineItem).extend({ record: RecordRef });

/** `GET /v1/{contacts|deals}/{id}/mail-facts` (VIEW-4) */
export const MailFactsQuery = ReadQuery;
export const MailFacts = z.object({ record: RecordRef, lastSentAt: Time.optional(), lastReceivedAt: Time.optional() });

export type TimelineQuery = z.output<typeof TimelineQuery>;
export type TimelineItem = z.output<typeof TimelineItem>;
export type Timeline = z.output<typeof Timeline>;
export type MailFacts = z.output<typeof MailFacts>;

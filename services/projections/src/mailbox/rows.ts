import type { Attachment, MessageSummary, Participant, ThreadSummary } from '@mailfold/contracts/http';
import type { z } from 'zod';
import { FLAGGED, SEEN } from '../threads/flag-bits.ts';

export type Summary = z.input<typeof ThreadSummary>;
export type MessageItem = z.input<typeof MessageSummary>;
type Person = z.input<typeof Participant>;

/** A row of `threads.thread` as lists read it. */
export interface ThreadRecord {
  readonly id: string;
  readonly accountId: string;
  readonly subject: string;
  readonly newestAt: string;
  readonly messages: number;
  readonly unread: number;
  readonly attachments: boolean;
  readonly shared: boolean;
  readonly archived: boolean;
  readonly suggested: readonly string[];
  readonly preview: string | null;
  readonly participants: readonly Person[] | null;
  readonly dealId: string | null;
  readonly dealName: string | null;
}

/** What `ThreadRecord` is read from; `t` is the thread. Messages that are gone, or hidden from this viewer, say nothing. */
export const THREAD_COLUMNS = `
  t.thread as id, t.account as "accountId", t.subject, t.newest_at as "newestAt", t.messages, t.unread, t.attachments, t.shared, t.archived,
  t.suggested, d.preview, p.participants, deal.external_id as "dealId", deal.name as "dealName"`;

/** Joins for `THREAD_COLUMNS`; the ten newest messages name the participants. */
export const THREAD_JOINS = `
  left join search.document d on d.account = t.account and d.message = t.newest_message
  left join lateral (
    select json_agg(person) as participants from (
      select case when m.direction = 'sent' then m.to_ -> 0 else m.from_ -> 0 end as person from threads.message m
       where m.account = t.account and m.root = t.thread and not m.gone
       order by m.received_at desc, m.message desc limit 10) newest where person is not null
  ) p on true
  left join lateral (
    select r.external_id, r.name from threads.link l join records.record r on r.tenant = t.tenant and r.id = l.record
     where l.account = t.account and l.thread = t.thread and l.kind = 'deal' order by r.name limit 1
  ) deal on true`;

export const toSummary = (row: ThreadRecord): Summary => ({
  id: row.id,
  accountId: row.accountId,
  subject: row.subject,
  participants: distinct(row.participants ?? []),
  preview: row.preview ?? '',
  newestAt: row.newestAt,
  messages: row.messages,
  unread: row.unread,
  hasAttachments: row.attachments,
  visibility: row.shared ? 'shared' : 'private',
  archived: row.archived,
  ...(row.dealId === null ? {} : { deal: { id: row.dealId, name: row.dealName ?? row.dealId } }),
  suggestedDeals: row.suggested.length,
});

const distinct = (people: readonly Person[]): Person[] => [
  ...new Map(people.map((one) => [one.address, one])).values(),
];

export interface MessageRecord {
  readonly id: string;
  readonly threadId: string | null;
  readonly accountId: string;
  readonly direction: 'received' | 'sent' | 'draft';
  readonly subject: string;
  readonly from: readonly Person[];
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  readonly receivedAt: string;
  readonly sentAt: string | null;
  readonly flags: number;
  readonly hidden: boolean;
  readonly preview: string | null;
  readonly attachments: readonly {
    readonly filename?: string;
    readonly contentType: string;
    readonly size: number;
    readonly inline: boolean;
  }[];
}

export const MESSAGE_COLUMNS = `
  m.message as id, m.root as "threadId", m.account as "accountId", m.direction, m.subject, m.from_ as "from", m.to_ as "to", m.cc, m.bcc,
  m.received_at as "receivedAt", m.sent_at as "sentAt", m.flags, m.hidden, d.preview, m.attachments`;

export const MESSAGE_JOINS = 'left join search.document d on d.account = m.account and d.message = m.message';

/** @param mine blind copies, and what is hidden, show to the owner of this copy only (VIS-3, VIS-5) */
export const toMessage = (row: MessageRecord, mine: boolean): MessageItem => ({
  id: row.id,
  threadId: row.threadId ?? row.id,
  accountId: row.accountId,
  direction: row.direction,
  subject: row.subject,
  from: row.from,
  to: row.to,
  cc: row.cc,
  bcc: mine ? row.bcc : [],
  receivedAt: row.receivedAt,
  ...(row.sentAt === null ? {} : { sentAt: row.sentAt }),
  unread: (row.flags & SEEN) === 0,
  flagged: (row.flags & FLAGGED) !== 0,
  hidden: row.hidden,
  preview: row.preview ?? '',
  attachments: toAttachments(row.attachments),
});

export const toAttachments = (list: MessageRecord['attachments']): z.input<typeof Attachment>[] =>
  list.map(({ filename, contentType, size, inline }, n) => ({
    n,
    ...(filename === undefined ? {} : { filename }),
    contentType,
    size,
    inline,
  }));

import type { Attachment, MessageSummary, Participant, ThreadSummary } from '@mailfold/contracts/http';
import type { z } from 'zod';
import { mayViewRecord } from '../may-view.ts';
import { FLAGGED, SEEN } from '../threads/flag-bits.ts';

const NEWEST = 10;
const MOST_PEOPLE = 10;

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
  readonly attached: number;
  readonly shared: boolean;
  readonly archived: boolean;
  readonly suggested: readonly string[];
  readonly preview: string | null;
  /** From, To and Cc of each. */
  readonly people: readonly (readonly (readonly Person[])[])[] | null;
  readonly own: readonly string[] | null;
  readonly dealId: string | null;
  readonly dealName: string | null;
}

/** What `ThreadRecord` is read from; `t` is the thread. */
export const THREAD_COLUMNS = `
  t.thread as id, t.account as "accountId", t.subject, t.newest_at as "newestAt", t.messages, t.unread, t.attached, t.shared, t.archived,
  t.suggested, d.preview, p.people, own.addresses as own, deal.external_id as "dealId", deal.name as "dealName"`;

/**
 * Joins for `THREAD_COLUMNS`; the ten newest messages name the participants. What is hidden from this viewer says nothing (VIS-3), a deal
 * that they may not see neither.
 */
export const threadJoins = (viewer: string): string => `
  left join threads.account own on own.account = t.account
  left join search.document d on d.account = t.account and d.message = t.newest_message
  left join lateral (
    select json_agg(json_build_array(newest.from_, newest.to_, newest.cc)) as people from (
      select m.from_, m.to_, m.cc from threads.message m
       where m.account = t.account and m.root = t.thread and (t.owner = ${viewer} or not m.hidden)
       order by m.received_at desc, m.message desc limit ${NEWEST}) newest
  ) p on true
  left join lateral (
    select r.external_id, r.name from threads.link l join records.record r on r.tenant = t.tenant and r.id = l.record
     where l.account = t.account and l.thread = t.thread and l.kind = 'deal' and ${mayViewRecord(viewer)} order by r.name limit 1
  ) deal on true`;

export const toSummary = (row: ThreadRecord): Summary => ({
  id: row.id,
  accountId: row.accountId,
  subject: row.subject,
  participants: others(row),
  preview: row.preview ?? '',
  newestAt: row.newestAt,
  messages: row.messages,
  unread: row.unread,
  hasAttachments: row.attached > 0,
  visibility: row.shared ? 'shared' : 'private',
  archived: row.archived,
  ...(row.dealId === null ? {} : { deal: { id: row.dealId, name: row.dealName ?? row.dealId } }),
  suggestedDeals: row.suggested.length,
});

/** Everyone but the owner, under the newest name. */
const others = ({ own, people }: ThreadRecord): Person[] => {
  const found = new Map<string, Person>();
  for (const person of (people ?? []).flat(2)) {
    const address = person.address.toLowerCase();
    if (!found.has(address) && own?.includes(address) !== true) found.set(address, person);
  }
  return [...found.values()].slice(0, MOST_PEOPLE);
};

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

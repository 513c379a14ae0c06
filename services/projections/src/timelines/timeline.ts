import type { MailFacts, Timeline, TimelineQuery } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import { cursor, type UserCaller } from '@mailfold/service-host';
import { z } from 'zod';
import { type MessageRecord, MESSAGE_COLUMNS, MESSAGE_JOINS, toAttachments } from '../mailbox/rows.ts';
import { mayView, mayViewRecord } from '../may-view.ts';

export type RecordKind = 'deal' | 'contact' | 'organisation';

interface RecordRow {
  readonly uuid: string;
  readonly id: string;
  readonly name: string;
}

/** A record by the CRM's id, if this viewer may see it. */
export const findRecord = async (
  rows: ReadStore,
  caller: UserCaller,
  kind: RecordKind,
  externalId: string,
): Promise<RecordRow | undefined> => {
  const [record] = await rows.query<RecordRow>(
    `select r.id as uuid, r.external_id as id, r.name from records.record r
      where r.tenant = $1 and r.kind = $2 and r.external_id = $3
        and ${mayViewRecord('$4')}`,
    [caller.tenantId, kind, externalId, caller.userId],
  );
  return record;
};

/**
 * Mail of the threads that are linked to a record, as far as this viewer may see them (VIS-2). Copies of one message that several
 * accounts hold are one entry: the viewer's own, else the oldest (VIS-5); copies whose text differs are entries of their own.
 */
const VISIBLE = `
  visible as (
    select m.*, t.owner, (t.owner = $2) as mine,
      row_number() over copies as nth, count(*) over (partition by m.copy_key, m.text_digest) as copies
      from threads.link link
      join threads.thread t on t.account = link.account and t.thread = link.thread
      join threads.message m on m.account = t.account and m.root = t.thread
     where link.record = $1 and t.tenant = $3 and not m.gone and (not m.hidden or t.owner = $2) and ${mayView('$2')}
    window copies as (partition by m.copy_key, m.text_digest order by (t.owner = $2) desc, m.received_at, m.message)
  ),
  entries as (
    select *, count(*) over (partition by copy_key) > 1 as differs from visible where nth = 1
  )`;

interface Entry extends MessageRecord {
  readonly mine: boolean;
  readonly copies: number;
  readonly differs: boolean;
  readonly ownerId: string;
  readonly ownerName: string | null;
}

const After = z.tuple([z.string(), z.uuid()]);

export const readTimeline = async (
  rows: ReadStore,
  caller: UserCaller,
  record: RecordRow,
  query: TimelineQuery,
): Promise<z.input<typeof Timeline>> => {
  const after = query.cursor === undefined ? null : cursor.decode(query.cursor, After);
  const [compare, order] = query.order === 'newest' ? ['<', 'desc'] : ['>', 'asc'];
  const found = await rows.query<Entry>(
    `with ${VISIBLE}
     select ${MESSAGE_COLUMNS}, m.mine, m.copies::int, m.differs, coalesce(u.external_id, m.owner::text) as "ownerId", u.name as "ownerName"
       from entries m ${MESSAGE_JOINS} left join records.usr u on u.tenant = $3 and u.id = m.owner
      where $4::timestamptz is null or (m.received_at, m.message) ${compare} ($4, $5::uuid)
      order by m.received_at ${order}, m.message ${order} limit $6`,
    [record.uuid, caller.userId, caller.tenantId, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
  );
  const items = found.slice(0, query.limit).map(toItem);
  const last = items.at(-1);
  const next =
    found.length > query.limit && last !== undefined ? { next: cursor.encode([last.at, last.messageId]) } : {};
  return { record: { id: record.id, name: record.name }, items, ...next };
};

type Item = z.input<typeof Timeline>['items'][number];

const toItem = (row: Entry): Item => ({
  messageId: row.id,
  threadId: row.threadId ?? row.id,
  direction: row.direction === 'sent' ? 'sent' : 'received',
  at: row.receivedAt,
  subject: row.subject,
  from: row.from,
  to: row.to,
  cc: row.cc,
  preview: row.preview ?? '',
  attachments: toAttachments(row.attachments),
  owner: { id: row.ownerId, name: row.ownerName ?? row.ownerId },
  mine: row.mine,
  copies: row.copies,
  differs: row.differs,
});

/** VIEW-4: from synced mail only, and from what this viewer may see. */
export const readMailFacts = async (
  rows: ReadStore,
  caller: UserCaller,
  record: RecordRow,
): Promise<z.input<typeof MailFacts>> => {
  const [facts] = await rows.query<{ sent: string | null; received: string | null }>(
    // A colleague's mail to a contact is sent, though it was received by whoever had a copy.
    `with ${VISIBLE}, mails as (select max(received_at) as at, bool_or(direction = 'sent') as sent from visible group by copy_key)
     select max(at) filter (where sent) as sent, max(at) filter (where not sent) as received from mails`,
    [record.uuid, caller.userId, caller.tenantId],
  );
  const { sent, received } = facts ?? { sent: null, received: null };
  return {
    record: { id: record.id, name: record.name },
    ...(sent === null ? {} : { lastSentAt: sent }),
    ...(received === null ? {} : { lastReceivedAt: received }),
  };
};

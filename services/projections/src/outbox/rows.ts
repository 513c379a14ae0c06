import { type DealTimelineRow, dealTimelineKey, type MailboxRow, mailboxKey } from '@mailfold/contracts/views';
import type { Sql } from '@mailfold/read-store';
import type { ChangedThings, Thing } from './changed-things.ts';

/** A row that subscribers are to have. */
export interface OutboxRow {
  readonly view: 'mailbox' | 'deal-timeline';
  readonly account: string;
  /** Of the thread, or of the message. */
  readonly id: string;
  readonly thread: string;
  readonly row: MailboxRow | DealTimelineRow;
}

/** A row's key on its topic. */
export const keyOf = ({ view, account, id }: Pick<OutboxRow, 'view' | 'account' | 'id'>): string =>
  view === 'mailbox'
    ? mailboxKey({ accountId: account, threadId: id })
    : dealTimelineKey({ accountId: account, messageId: id });

/** The rows that are there of what may have changed; what is missing is not to be seen by subscribers. */
export const readRows = async (sql: Sql, { threads, messages }: ChangedThings): Promise<readonly OutboxRow[]> => {
  const [mailbox, timeline] = await Promise.all([readMailbox(sql, threads), readTimeline(sql, messages)]);
  return [...mailbox, ...timeline];
};

const MAILBOX = `
  select t.account, t.thread as id, t.tenant, t.owner, t.subject, t.newest_message as "newestMessage", t.newest_at as "newestAt",
    t.messages, t.unread, t.sent, t.attached, t.shared, t.archived, t.folders, t.folder_counts as counts,
    array(select l.record from threads.link l where l.account = t.account and l.thread = t.thread and l.kind = 'deal' order by 1) as deals
  from unnest($1::uuid[], $2::uuid[]) as w (account, thread) join threads.thread t using (account, thread)
  where t.root = t.thread and t.messages > 0`;

interface ThreadFound extends Thing {
  readonly tenant: string;
  readonly owner: string;
  readonly subject: string;
  readonly newestMessage: string;
  readonly newestAt: string;
  readonly messages: number;
  readonly unread: number;
  readonly sent: number;
  readonly attached: number;
  readonly shared: boolean;
  readonly archived: boolean;
  readonly folders: readonly string[];
  readonly counts: readonly number[];
  readonly deals: string[];
}

const readMailbox = async (sql: Sql, threads: readonly Thing[]): Promise<OutboxRow[]> => {
  const found = await sql.query<ThreadFound>(MAILBOX, pairs(threads));
  return found.map((thread) => ({ view: 'mailbox', ...thing(thread), thread: thread.id, row: toMailbox(thread) }));
};

const toMailbox = (thread: ThreadFound): MailboxRow => ({
  tenantId: thread.tenant,
  accountId: thread.account,
  ownerId: thread.owner,
  threadId: thread.id,
  subject: thread.subject,
  newestMessageId: thread.newestMessage,
  newestAt: thread.newestAt,
  messages: thread.messages,
  unread: thread.unread,
  sent: thread.sent,
  hasAttachments: thread.attached > 0,
  visibility: thread.shared ? 'shared' : 'private',
  archived: thread.archived,
  folders: thread.folders.map((id, n) => ({ id, messages: thread.counts[n] ?? 0 })),
  deals: thread.deals,
});

const TIMELINE = `
  select m.account, m.message as id, m.root as thread, t.tenant, t.owner, m.direction, m.received_at as at, m.sent_at as "sentAt", m.subject,
    m.from_ as "from", m.to_ as "to", m.cc, m.attachments, m.copy_key as "copyKey", m.text_digest as "textDigest", l.records
  from unnest($1::uuid[], $2::uuid[]) as w (account, message)
  join threads.message m using (account, message)
  join threads.thread t on t.account = m.account and t.thread = m.root
  cross join lateral (
    select json_agg(json_build_object('kind', k.kind, 'id', k.record) order by k.kind, k.record) as records, bool_or(k.kind = 'deal') as deal
      from threads.link k where k.account = t.account and k.thread = t.thread) l
  where t.shared and l.deal and not m.hidden and not m.gone`;

type AttachmentFound = DealTimelineRow['attachments'][number];

interface MessageFound
  extends Thing, Pick<DealTimelineRow, 'direction' | 'at' | 'subject' | 'from' | 'to' | 'cc' | 'copyKey' | 'records'> {
  readonly thread: string;
  readonly tenant: string;
  readonly owner: string;
  readonly sentAt: string | null;
  readonly attachments: readonly AttachmentFound[];
  readonly textDigest: string | null;
}

const readTimeline = async (sql: Sql, messages: readonly Thing[]): Promise<OutboxRow[]> => {
  const found = await sql.query<MessageFound>(TIMELINE, pairs(messages));
  return found.map((one) => ({ view: 'deal-timeline', ...thing(one), thread: one.thread, row: toTimeline(one) }));
};

const toTimeline = (message: MessageFound): DealTimelineRow => ({
  tenantId: message.tenant,
  accountId: message.account,
  ownerId: message.owner,
  threadId: message.thread,
  messageId: message.id,
  records: message.records,
  direction: message.direction,
  at: message.at,
  ...(message.sentAt === null ? {} : { sentAt: message.sentAt }),
  subject: message.subject,
  from: message.from,
  to: message.to,
  cc: message.cc,
  attachments: message.attachments.map(toAttachment),
  copyKey: message.copyKey,
  ...(message.textDigest === null ? {} : { textDigest: message.textDigest }),
});

/** Without the blob, which is ours. */
const toAttachment = ({ filename, contentType, size, inline }: AttachmentFound): AttachmentFound => ({
  ...(filename === undefined ? {} : { filename }),
  contentType,
  size,
  inline,
});

const thing = ({ account, id }: Thing): Thing => ({ account, id });

const pairs = (things: readonly Thing[]) => [things.map(({ account }) => account), things.map(({ id }) => id)];

import type { MailboxCounts, MailboxQuery, ThreadPage } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import { cursor, type UserCaller } from '@mailfold/service-host';
import { z } from 'zod';
import {
  MESSAGE_COLUMNS,
  MESSAGE_JOINS,
  type MessageRecord,
  type Summary,
  THREAD_COLUMNS,
  threadJoins,
  type ThreadRecord,
  toMessage,
  toSummary,
} from './rows.ts';

/** A page ends after a thread, by its newest mail and id: what arrives meanwhile moves nothing that was read. */
const After = z.tuple([z.string(), z.uuid()]);

const FOLDERS: Readonly<Record<string, string>> = {
  inbox: 't.inbox and not t.archived',
  sent: 't.sent > 0',
  archive: '(t.archived or (t.filed and not t.inbox))',
  all: 'true',
};

/** VIEW-1: threads newest first; only accounts that the caller owns (VIS-1). */
export const listThreads = async (
  rows: ReadStore,
  caller: UserCaller,
  query: MailboxQuery,
): Promise<z.input<typeof ThreadPage>> => {
  if (query.folder === 'drafts') return listDrafts(rows, caller, query);
  const after = query.cursor === undefined ? null : cursor.decode(query.cursor, After);
  const folder = FOLDERS[query.folder];
  const found = await rows.query<ThreadRecord>(
    `select ${THREAD_COLUMNS} from (
       select t.* from threads.thread t join threads.account a using (account)
        where a.tenant = $1 and a.owner = $2 and t.root = t.thread and t.messages > 0 and ${folder ?? 't.folders @> array[$8::uuid]'}
          and ($3::uuid is null or t.account = $3) and ($4::boolean is not true or t.unread > 0)
          and ($5::timestamptz is null or (t.newest_at, t.thread) < ($5, $6::uuid)) and ($8::uuid is null or true)
        order by t.newest_at desc, t.thread desc limit $7) t
     ${threadJoins('$2')} order by t.newest_at desc, t.thread desc`,
    [
      caller.tenantId,
      caller.userId,
      query.account ?? null,
      query.unread ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      query.limit + 1,
      folder === undefined ? query.folder : null,
    ],
  );
  return pageOf(found.map(toSummary), query.limit);
};

const pageOf = (found: readonly Summary[], limit: number): z.input<typeof ThreadPage> => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length <= limit || last === undefined
    ? { items }
    : { items, next: cursor.encode([last.newestAt, last.id]) };
};

/** Drafts are never threaded (SCO-1): each shows alone, to its owner. */
const listDrafts = async (
  rows: ReadStore,
  caller: UserCaller,
  query: MailboxQuery,
): Promise<z.input<typeof ThreadPage>> => {
  const after = query.cursor === undefined ? null : cursor.decode(query.cursor, After);
  const found = await rows.query<MessageRecord>(
    `select ${MESSAGE_COLUMNS} from threads.message m join threads.account a using (account) ${MESSAGE_JOINS}
      where a.tenant = $1 and a.owner = $2 and m.direction = 'draft' and not m.gone and ($3::uuid is null or m.account = $3)
        and ($4::timestamptz is null or (m.received_at, m.message) < ($4, $5::uuid))
      order by m.received_at desc, m.message desc limit $6`,
    [caller.tenantId, caller.userId, query.account ?? null, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
  );
  const drafts = found
    .map((row) => toMessage(row, true))
    .map((draft) => ({
      id: draft.id,
      accountId: draft.accountId,
      subject: draft.subject,
      participants: draft.to,
      preview: draft.preview,
      newestAt: draft.receivedAt,
      messages: 1,
      unread: 0,
      hasAttachments: draft.attachments.some((one) => !one.inline),
      visibility: 'private' as const,
      archived: false,
      suggestedDeals: 0,
    }));
  return pageOf(drafts, query.limit);
};

interface TallyRow {
  readonly name: string;
  readonly threads: number;
  readonly unread: number;
}

export const countThreads = async (
  rows: ReadStore,
  caller: UserCaller,
  account: string | undefined,
): Promise<z.input<typeof MailboxCounts>> => {
  const values = [caller.tenantId, caller.userId, account ?? null];
  const mine = `from threads.thread t join threads.account a using (account)
    where a.tenant = $1 and a.owner = $2 and ($3::uuid is null or t.account = $3) and t.root = t.thread and t.messages > 0`;
  const tally = (name: string): string =>
    `select '${name}' as name, count(*)::int as threads, (count(*) filter (where t.unread > 0))::int as unread ${mine} and ${FOLDERS[name] ?? 'true'}`;
  const views = await rows.query<TallyRow>(['inbox', 'sent', 'archive'].map(tally).join(' union all '), values);
  const [drafts] = await rows.query<{ threads: number }>(
    `select count(*)::int as threads from threads.message m join threads.account a using (account)
      where a.tenant = $1 and a.owner = $2 and ($3::uuid is null or m.account = $3) and m.direction = 'draft' and not m.gone`,
    values,
  );
  const folders = await rows.query<{
    id: string;
    accountId: string;
    path: string;
    role: 'inbox';
    threads: number;
    unread: number;
  }>(
    `select f.folder as id, f.account as "accountId", f.path, f.role, count(t.thread)::int as threads,
       (count(t.thread) filter (where t.unread > 0))::int as unread
       from threads.folder f join threads.account a using (account)
       left join threads.thread t on t.account = f.account and t.root = t.thread and t.messages > 0 and t.folders @> array[f.folder]
      where a.tenant = $1 and a.owner = $2 and ($3::uuid is null or f.account = $3) and not f.gone
      group by f.account, f.folder, f.path, f.role order by f.path`,
    values,
  );
  const of = (name: string) => {
    const { threads = 0, unread = 0 } = views.find((one) => one.name === name) ?? {};
    return { threads, unread };
  };
  return {
    inbox: of('inbox'),
    sent: of('sent'),
    archive: of('archive'),
    drafts: { threads: drafts?.threads ?? 0, unread: 0 },
    folders,
  };
};

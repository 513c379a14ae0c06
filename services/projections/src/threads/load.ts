import { type EventLike, MessageObserved, ThreadsMerged } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import type { Sql } from '@mailfold/read-store';
import { emptySet, type LinkRow, type MessageRow, type ThreadRow, type WorkingSet } from './working-set.ts';

/** Rows that a batch may touch: one query a table. */
export const load = async (sql: Sql, events: readonly StoredEvent[]): Promise<WorkingSet> => {
  const set = emptySet();
  const accounts = [...new Set(events.flatMap((event) => event.meta.accountId ?? []))];
  await loadAccounts(sql, set, accounts);
  await loadMessages(sql, set, accounts, [...new Set(events.flatMap(messagesNamed))]);
  const named = events.flatMap(threadsNamed);
  const ofMessages = [...set.messages.values()].flatMap((message) => message.thread ?? []);
  await loadThreads(sql, set, accounts, [...new Set([...named, ...ofMessages])]);
  await loadLinks(sql, set, accounts, events.some(touchesLinks));
  return set;
};

const loadAccounts = async (sql: Sql, set: WorkingSet, accounts: readonly string[]): Promise<void> => {
  const rows = await sql.query<{ account: string; tenant: string; owner: string }>(
    'select account, tenant, owner from account where account = any($1)',
    [accounts],
  );
  for (const row of rows) set.accounts.set(row.account, { ...row, changed: false });
  const folders = await sql.query<{ account: string; folder: string; path: string; role: string; gone: boolean }>(
    'select account, folder, path, role, gone from folder where account = any($1)',
    [accounts],
  );
  for (const { folder, ...row } of folders) set.folders.set(folder, { ...row, changed: false });
};

const messagesNamed = (event: EventLike): readonly string[] => {
  const { data } = event;
  if (MessageObserved.is(event) || typeof data !== 'object' || data === null) return [];
  const one = 'messageId' in data && typeof data.messageId === 'string' ? [data.messageId] : [];
  const many = 'messageIds' in data && Array.isArray(data.messageIds) ? data.messageIds : [];
  return [...one, ...many.filter((id) => typeof id === 'string')];
};

const loadMessages = async (
  sql: Sql,
  set: WorkingSet,
  accounts: readonly string[],
  ids: readonly string[],
): Promise<void> => {
  if (ids.length === 0) return;
  const rows = await sql.query<
    Omit<MessageRow, 'thread' | 'root' | 'observed'> & { thread: string | null; root: string | null }
  >(
    `select account, message as id, thread, root, flags, folders, hidden, gone from message
      where account = any($1) and message = any($2)`,
    [accounts, ids],
  );
  for (const row of rows) {
    set.messages.set(row.id, {
      ...row,
      observed: undefined,
      thread: row.thread ?? undefined,
      root: row.root ?? undefined,
    });
  }
};

const threadsNamed = (event: EventLike): readonly string[] => {
  if (ThreadsMerged.is(event)) return [event.data.survivor, ...event.data.absorbed];
  const { data } = event;
  if (typeof data !== 'object' || data === null || !('threadId' in data)) return [];
  return typeof data.threadId === 'string' ? [data.threadId] : [];
};

type ThreadRecord = Omit<ThreadRow, 'sharedAt'> & { readonly sharedAt: string | null };

const loadThreads = async (
  sql: Sql,
  set: WorkingSet,
  accounts: readonly string[],
  ids: readonly string[],
): Promise<void> => {
  if (ids.length === 0) return;
  const rows = await sql.query<ThreadRecord>(
    `select account, thread as id, root, tenant, owner, shared, shared_at as "sharedAt", shared_by as "sharedBy", archived, suggested
       from thread where account = any($1) and thread in (
         select unnest($2::uuid[]) union select root from thread where account = any($1) and thread = any($2))`,
    [accounts, ids],
  );
  for (const row of rows) set.threads.set(row.id, { ...row, sharedAt: row.sharedAt ?? undefined });
};

const touchesLinks = ({ type }: EventLike): boolean =>
  type.startsWith('linking.') || type.startsWith('threading.ThreadsMerged');

const loadLinks = async (sql: Sql, set: WorkingSet, accounts: readonly string[], wanted: boolean): Promise<void> => {
  if (!wanted || set.threads.size === 0) return;
  const rows = await sql.query<LinkRow & { thread: string }>(
    'select thread, kind, record, why, at from link where account = any($1) and thread = any($2) order by kind, record',
    [accounts, [...set.threads.keys()]],
  );
  for (const { thread, ...link } of rows) {
    const links = set.links.get(thread) ?? new Map<string, LinkRow>();
    set.links.set(thread, links.set(`${link.kind} ${link.record}`, link));
  }
};

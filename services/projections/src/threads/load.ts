import { type EventLike, MessageObserved } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import type { Sql } from '@mailfold/read-store';
import { loadThreads } from './load-threads.ts';
import { emptySet, type FolderRow, type LinkRow, type MessageRow, type WorkingSet } from './working-set.ts';

/** Rows that a batch may touch: one query a table. */
export const load = async (sql: Sql, events: readonly StoredEvent[]): Promise<WorkingSet> => {
  const set = emptySet();
  const accounts = accountsOf(events);
  await Promise.all([
    loadAccounts(sql, set, accounts),
    loadFolders(sql, set, accounts),
    loadMessages(sql, set, accounts, messagesNamed(events)),
  ]);
  await loadThreads(sql, set, accounts, events);
  await loadLinks(sql, set, accounts, events.some(touchesLinks));
  return set;
};

const accountsOf = (events: readonly StoredEvent[]): readonly string[] => {
  const ids = new Set<string>();
  for (const { meta } of events) if (meta.accountId !== undefined) ids.add(meta.accountId);
  return [...ids];
};

const loadAccounts = async (sql: Sql, set: WorkingSet, accounts: readonly string[]): Promise<void> => {
  const rows = await sql.query<{ account: string; tenant: string; owner: string; addresses: readonly string[] }>(
    'select account, tenant, owner, addresses from account where account = any($1::uuid[])',
    [accounts],
  );
  for (const row of rows) set.accounts.set(row.account, { ...row, changed: false });
};

const loadFolders = async (sql: Sql, set: WorkingSet, accounts: readonly string[]): Promise<void> => {
  const folders = await sql.query<Omit<FolderRow, 'changed'> & { folder: string }>(
    'select account, folder, path, role, gone from folder where account = any($1::uuid[])',
    [accounts],
  );
  for (const { folder, ...row } of folders) set.folders.set(folder, { ...row, changed: false });
};

const messagesNamed = (events: readonly EventLike[]): readonly string[] => {
  const ids = new Set<string>();
  for (const event of events) {
    const { data } = event;
    if (MessageObserved.is(event) || typeof data !== 'object' || data === null) continue;
    if ('messageId' in data && typeof data.messageId === 'string') ids.add(data.messageId);
    if ('messageIds' in data && Array.isArray(data.messageIds)) {
      for (const id of data.messageIds) if (typeof id === 'string') ids.add(id);
    }
  }
  return [...ids];
};

const loadMessages = async (
  sql: Sql,
  set: WorkingSet,
  accounts: readonly string[],
  ids: readonly string[],
): Promise<void> => {
  if (ids.length === 0) return;
  const rows = await sql.query<Omit<MessageRow, 'thread' | 'observed' | 'content'> & { thread: string | null }>(
    `select account, message as id, received_at as "receivedAt", subject, direction = 'sent' as sent, attached, thread, flags, folders,
       hidden, gone, deleted from message where account = any($1::uuid[]) and message = any($2::uuid[])`,
    [accounts, ids],
  );
  for (const row of rows)
    set.messages.set(row.id, { ...row, observed: undefined, content: undefined, thread: row.thread ?? undefined });
};

const touchesLinks = ({ type }: EventLike): boolean =>
  type.startsWith('linking.') || type.startsWith('threading.ThreadsMerged');

const loadLinks = async (sql: Sql, set: WorkingSet, accounts: readonly string[], wanted: boolean): Promise<void> => {
  if (!wanted || set.threads.size === 0) return;
  const rows = await sql.query<LinkRow & { thread: string }>(
    'select thread, kind, record, why, at from link where account = any($1::uuid[]) and thread = any($2::uuid[]) order by kind, record',
    [accounts, [...set.threads.keys()]],
  );
  for (const { thread, ...link } of rows) {
    const links = set.links.get(thread) ?? new Map<string, LinkRow>();
    set.links.set(thread, links.set(`${link.kind} ${link.record}`, link));
  }
};

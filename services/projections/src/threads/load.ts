import { type EventLike, MessageObserved } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import type { Sql } from '@mailfold/read-store';
import { loadThreads } from './load-threads.ts';
import { emptySet, type FolderRow, type LinkRow, type MessageRow, type WorkingSet } from './working-set.ts';

/** Rows that a batch may touch: one query a table. */
export const load = async (sql: Sql, events: readonly StoredEvent[]): Promise<WorkingSet> => {
  const set = emptySet();
  const accounts = [...new Set(events.flatMap((event) => event.meta.accountId ?? []))];
  await loadAccounts(sql, set, accounts);
  await loadMessages(sql, set, accounts, [...new Set(events.flatMap(messagesNamed))]);
  await loadThreads(sql, set, accounts, events);
  await loadLinks(sql, set, accounts, events.some(touchesLinks));
  return set;
};

const loadAccounts = async (sql: Sql, set: WorkingSet, accounts: readonly string[]): Promise<void> => {
  const rows = await sql.query<{ account: string; tenant: string; owner: string; addresses: readonly string[] }>(
    'select account, tenant, owner, addresses from account where account = any($1)',
    [accounts],
  );
  for (const row of rows) set.accounts.set(row.account, { ...row, changed: false });
  const folders = await sql.query<Omit<FolderRow, 'changed'> & { folder: string }>(
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
  const rows = await sql.query<Omit<MessageRow, 'thread' | 'observed'> & { thread: string | null }>(
    `select account, message as id, received_at as "receivedAt", subject, direction = 'sent' as sent, attached, thread, flags, folders,
       hidden, gone from message where account = any($1) and message = any($2)`,
    [accounts, ids],
  );
  for (const row of rows) set.messages.set(row.id, { ...row, observed: undefined, thread: row.thread ?? undefined });
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

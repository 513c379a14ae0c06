import { type EventLike, ThreadDeleted, ThreadMadePrivate, ThreadShared, ThreadsMerged } from '@mailfold/contracts';
import type { Sql } from '@mailfold/read-store';
import type { End } from './sums.ts';
import type { ThreadRow, WorkingSet } from './working-set.ts';

/** The threads that events name or that have messages they name, each with its root, and with all parts where sharing is decided. */
export const loadThreads = async (
  sql: Sql,
  set: WorkingSet,
  accounts: readonly string[],
  events: readonly EventLike[],
): Promise<void> => {
  const ids = new Set<string>();
  for (const event of events) for (const id of threadsNamed(event)) ids.add(id);
  for (const { thread } of set.messages.values()) if (thread !== undefined) ids.add(thread);
  if (ids.size === 0) return;
  const rows = await sql.query<ThreadRecord>(
    `select ${COLUMNS} from thread where account = any($1::uuid[]) and thread = any(array(
       select unnest($2::uuid[]) union ${rootsOf('$2')}
       union select thread from thread where account = any($1::uuid[]) and root <> thread and root = any(array(${rootsOf('$3')}))))`,
    [accounts, [...ids], events.some(decidesSharing) ? events.filter(movesParts).flatMap(threadsNamed) : []],
  );
  for (const row of rows) put(set, toThread(row));
};

const rootsOf = (ids: string): string =>
  `select root from thread where account = any($1::uuid[]) and thread = any(${ids}::uuid[])`;

const NONE: readonly string[] = [];

const threadsNamed = (event: EventLike): readonly string[] => {
  if (ThreadsMerged.is(event)) return [event.data.survivor, ...event.data.absorbed];
  const { data } = event;
  if (typeof data !== 'object' || data === null || !('threadId' in data)) return NONE;
  return typeof data.threadId === 'string' ? [data.threadId] : NONE;
};

const decidesSharing = (event: EventLike): boolean =>
  ThreadShared.is(event) || ThreadMadePrivate.is(event) || ThreadDeleted.is(event) || event.type.includes('Unlinked');

const movesParts = (event: EventLike): boolean => decidesSharing(event) || ThreadsMerged.is(event);

const COLUMNS = `
  account, thread as id, tenant, owner, root, parent, absorbed_at as "absorbedAt", open, decided_at as "decidedAt", shared,
  shared_at as "sharedAt", shared_by as "sharedBy", archived, suggested, messages, unread, attached, sent, folders, folder_counts as counts,
  newest_at as "newestAt", newest_message as "newestMessage", oldest_at as "oldestAt", oldest_message as "oldestMessage", subject`;

interface ThreadRecord extends Omit<ThreadRow, 'parent' | 'absorbedAt' | 'sharedAt' | 'sums'> {
  readonly parent: string | null;
  readonly absorbedAt: number | null;
  readonly sharedAt: string | null;
  readonly messages: number;
  readonly unread: number;
  readonly attached: number;
  readonly sent: number;
  readonly folders: readonly string[];
  readonly counts: readonly number[];
  readonly newestAt: string | null;
  readonly newestMessage: string | null;
  readonly oldestAt: string | null;
  readonly oldestMessage: string | null;
  readonly subject: string;
}

const toThread = (row: ThreadRecord): ThreadRow => ({
  account: row.account,
  id: row.id,
  tenant: row.tenant,
  owner: row.owner,
  root: row.root,
  parent: row.parent ?? undefined,
  absorbedAt: row.absorbedAt ?? undefined,
  open: row.open,
  decidedAt: row.decidedAt,
  shared: row.shared,
  sharedAt: row.sharedAt ?? undefined,
  sharedBy: row.sharedBy ?? undefined,
  archived: row.archived,
  suggested: row.suggested,
  sums: {
    messages: row.messages,
    unread: row.unread,
    attached: row.attached,
    sent: row.sent,
    places: new Map(row.folders.map((folder, n) => [folder, row.counts[n] ?? 0])),
    newest: endOf(row.newestAt, row.newestMessage, ''),
    oldest: endOf(row.oldestAt, row.oldestMessage, row.subject),
  },
});

const endOf = (at: string | null, message: string | null, subject: string): End | undefined =>
  at === null || message === null ? undefined : { at, message, subject };

const put = (set: WorkingSet, thread: ThreadRow): void => {
  set.threads.set(thread.id, thread);
  if (thread.root === thread.id) return;
  const parts = set.parts.get(thread.root);
  if (parts === undefined) set.parts.set(thread.root, [thread]);
  else parts.push(thread);
};

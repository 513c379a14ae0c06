import { type EventLike, ThreadsMerged, type Visibility } from '@mailfold/contracts';
import type { Needs } from '@mailfold/processor';
import type { Sql } from '@mailfold/read-store';
import type { SharingCommand } from '../domain/decide.ts';
import { emptyState, rootOf, type SharingState } from '../domain/state.ts';

export const load = async (sql: Sql, accountId: string, needs: Needs<SharingCommand>): Promise<SharingState> => {
  const state = emptyState(accountId);
  const messages = needs.commands.flatMap(({ body }) => ('messageId' in body ? [body.messageId] : []));
  await Promise.all([loadAccount(sql, state), loadMessages(sql, state, messages)]);
  await loadThreads(sql, state, [
    ...needs.events.flatMap(threadsNamed),
    ...needs.commands.flatMap(({ body }) => ('threadId' in body ? [body.threadId] : [])),
    ...state.threadOf.values(),
    ...(needs.commands.some(({ body }) => body.kind === 'owner-removed') ? await someShared(sql, accountId) : []),
  ]);
  return state;
};

/** As many as are made private at once. */
const someShared = async (sql: Sql, accountId: string): Promise<readonly string[]> => {
  const rows = await sql.query<{ thread: string }>(
    'select thread from visibility.thread where account = $1 and shared and root = thread order by thread limit 1000',
    [accountId],
  );
  return rows.map(({ thread }) => thread);
};

const threadsNamed = (event: EventLike): readonly string[] => {
  if (ThreadsMerged.is(event)) return [event.data.survivor, ...event.data.absorbed];
  const { data } = event;
  if (typeof data !== 'object' || data === null || !('threadId' in data)) return [];
  return typeof data.threadId === 'string' ? [data.threadId] : [];
};

interface AccountRow extends Pick<SharingState, 'ownerGone' | 'ownerVersion'> {
  readonly tenant: string | null;
  readonly owner: string | null;
  readonly standard: Visibility | null;
}

const loadAccount = async (sql: Sql, state: SharingState): Promise<void> => {
  const [row] = await sql.query<AccountRow>(
    `select tenant, owner, standard, owner_gone as "ownerGone", owner_version as "ownerVersion"
       from visibility.account where account = $1`,
    [state.accountId],
  );
  if (row === undefined) return;
  const { tenant, owner, standard, ownerGone, ownerVersion } = row;
  Object.assign(state, { ownerGone, ownerVersion });
  state.owner = tenant === null || owner === null ? undefined : { tenantId: tenant, ownerId: owner };
  state.standard = standard ?? undefined;
};

const loadMessages = async (sql: Sql, state: SharingState, messages: readonly string[]): Promise<void> => {
  if (messages.length === 0) return;
  const rows = await sql.query<{ message: string; thread: string }>(
    'select message, thread from visibility.message where account = $1 and message = any($2::uuid[])',
    [state.accountId, messages],
  );
  for (const row of rows) state.threadOf.set(row.message, row.thread);
};

const loadThreads = async (sql: Sql, state: SharingState, threads: readonly string[]): Promise<void> => {
  if (threads.length === 0) return;
  const rows = await sql.query<{
    id: string;
    root: string;
    shared: boolean;
    deleted: boolean;
    hidden: readonly string[];
  }>(
    `select thread as id, root, shared, deleted, hidden from visibility.thread
      where account = $1 and thread = any(array(
        select unnest($2::uuid[]) union select root from visibility.thread where account = $1 and thread = any($2::uuid[])))`,
    [state.accountId, [...new Set(threads)]],
  );
  for (const row of rows) state.threads.set(row.id, { ...row, hidden: new Set(row.hidden) });
};

export const save = async (sql: Sql, state: SharingState): Promise<void> => {
  await Promise.all([saveAccount(sql, state), saveMessages(sql, state), saveThreads(sql, state)]);
};

const saveAccount = async (sql: Sql, state: SharingState): Promise<void> => {
  const { accountId, owner, standard, ownerGone, ownerVersion, changed } = state;
  if (!changed.account) return;
  await sql.query(
    `insert into visibility.account (account, tenant, owner, standard, owner_gone, owner_version) values ($1, $2, $3, $4, $5, $6)
     on conflict (account) do update set tenant = excluded.tenant, owner = excluded.owner, standard = excluded.standard,
       owner_gone = excluded.owner_gone, owner_version = excluded.owner_version`,
    [accountId, owner?.tenantId ?? null, owner?.ownerId ?? null, standard ?? null, ownerGone, ownerVersion],
  );
};

const saveMessages = async (sql: Sql, { accountId, threadOf, changed }: SharingState): Promise<void> => {
  if (changed.messages.size === 0) return;
  const messages = [...changed.messages];
  await sql.query(
    `insert into visibility.message (account, message, thread) select $1, * from unnest($2::uuid[], $3::uuid[])
     on conflict (account, message) do update set thread = excluded.thread`,
    [accountId, messages, messages.map((id) => threadOf.get(id) ?? null)],
  );
};

const saveThreads = async (sql: Sql, state: SharingState): Promise<void> => {
  const { accountId, threads, changed } = state;
  const rows = [...changed.threads].flatMap((id) => threads.get(id) ?? []);
  if (rows.length === 0) return;
  const saved = sql.query(
    `insert into visibility.thread (account, thread, root, shared, deleted, hidden)
     select $1, t.id, t.root, t.shared, t.deleted, t.hidden::uuid[]
       from unnest($2::uuid[], $3::uuid[], $4::boolean[], $5::boolean[], $6::text[]) as t (id, root, shared, deleted, hidden)
     on conflict (account, thread) do update set root = excluded.root, shared = excluded.shared, deleted = excluded.deleted,
       hidden = excluded.hidden`,
    [
      accountId,
      rows.map((row) => row.id),
      rows.map((row) => rootOf(state, row.id)?.id ?? row.root),
      rows.map((row) => row.shared),
      rows.map((row) => row.deleted),
      rows.map((row) => `{${[...row.hidden].toSorted().join(',')}}`),
    ],
  );
  const absorbed = rows.filter((row) => row.root !== row.id);
  if (absorbed.length === 0) return void (await saved);
  // Threads that were absorbed before name their new survivor too.
  const followed = sql.query(
    `update visibility.thread t set root = m.root from unnest($2::uuid[], $3::uuid[]) as m (id, root)
      where t.account = $1 and t.root = m.id and t.root <> t.thread`,
    [accountId, absorbed.map((row) => row.id), absorbed.map((row) => rootOf(state, row.id)?.id ?? row.root)],
  );
  await Promise.all([saved, followed]);
};

import type { Sql } from '@mailfold/read-store';
import { type ActionsState, rootOf } from '../domain/state.ts';
import { saveActions, saveIntents } from './save-intents.ts';

/** Writes what changed, sent at once and done in this order. */
export const save = async (sql: Sql, state: ActionsState): Promise<void> => {
  await Promise.all([
    saveAccount(sql, state),
    saveFolders(sql, state),
    saveThreads(sql, state),
    saveMessages(sql, state),
    saveActions(sql, state),
    saveIntents(sql, state),
  ]);
};

const saveAccount = async (sql: Sql, { accountId, account, intentCount, changed }: ActionsState): Promise<void> => {
  if (!changed.account || account === undefined) return;
  const { tenantId, ownerId, state, archiveAtProvider, deleteAtProvider, syncReadState } = account;
  await sql.query(
    `insert into writeback.account (account, tenant, owner, state, archive_too, delete_too, read_too, intents)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (account) do update set tenant = excluded.tenant, owner = excluded.owner, state = excluded.state,
       archive_too = excluded.archive_too, delete_too = excluded.delete_too, read_too = excluded.read_too,
       intents = excluded.intents`,
    [accountId, tenantId, ownerId, state, archiveAtProvider, deleteAtProvider, syncReadState, intentCount],
  );
};

const saveFolders = async (sql: Sql, { accountId, folders, changed }: ActionsState): Promise<void> => {
  const rows = [...changed.folders].flatMap((id) => folders.get(id) ?? []);
  if (rows.length === 0) return;
  await sql.query(
    `insert into writeback.folder (account, folder, path, role, epoch, gone)
     select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::boolean[])
     on conflict (account, folder) do update set path = excluded.path, role = excluded.role, epoch = excluded.epoch,
       gone = excluded.gone`,
    [
      accountId,
      rows.map((row) => row.id),
      rows.map((row) => row.path),
      rows.map((row) => row.role),
      rows.map((row) => row.epoch),
      rows.map((row) => row.gone),
    ],
  );
};

const saveThreads = async (sql: Sql, state: ActionsState): Promise<void> => {
  const { accountId, threads, changed } = state;
  const rows = [...changed.threads].flatMap((id) => threads.get(id) ?? []);
  if (rows.length === 0) return;
  const roots = rows.map((row) => rootOf(state, row.id)?.id ?? row.root);
  const saved = sql.query(
    `insert into writeback.thread (account, thread, root, archived)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::boolean[])
     on conflict (account, thread) do update set root = excluded.root, archived = excluded.archived`,
    [accountId, rows.map((row) => row.id), roots, rows.map((row) => row.archived)],
  );
  const absorbed = rows.filter((row) => row.root !== row.id);
  if (absorbed.length === 0) return void (await saved);
  // Threads that were absorbed before name their new survivor too.
  const followed = sql.query(
    `update writeback.thread t set root = m.root from unnest($2::uuid[], $3::uuid[]) as m (id, root)
      where t.account = $1 and t.root = m.id and t.root <> t.thread`,
    [accountId, absorbed.map((row) => row.id), absorbed.map((row) => rootOf(state, row.id)?.id ?? row.root)],
  );
  await Promise.all([saved, followed]);
};

const saveMessages = async (sql: Sql, { accountId, messages, changed }: ActionsState): Promise<void> => {
  const rows = [...changed.messages].flatMap((id) => messages.get(id) ?? []);
  if (rows.length === 0) return;
  await sql.query(
    `insert into writeback.message (account, message, thread, direction, received_at, size, seen, gone, deleted, locations)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::boolean[], $8::boolean[], $9::boolean[], $10::json[])
     on conflict (account, message) do update set thread = excluded.thread, seen = excluded.seen, gone = excluded.gone,
       deleted = excluded.deleted, locations = excluded.locations`,
    [
      accountId,
      rows.map((row) => row.id),
      rows.map((row) => row.thread ?? null),
      rows.map((row) => row.direction),
      rows.map((row) => row.receivedAt),
      rows.map((row) => row.size),
      rows.map((row) => row.seen),
      rows.map((row) => row.gone),
      rows.map((row) => row.deleted),
      rows.map((row) => JSON.stringify(row.locations)),
    ],
  );
};

const TABLES = ['account', 'folder', 'thread', 'message', 'action', 'intent'] as const;

export const clear = async (sql: Sql, accountId: string): Promise<void> => {
  for (const table of TABLES) await sql.query(`delete from writeback.${table} where account = $1`, [accountId]);
};

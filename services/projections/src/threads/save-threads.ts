import type { Sql } from '@mailfold/read-store';
import { findEnds } from './find-ends.ts';
import type { Sums } from './sums.ts';
import { rootOf, type ThreadRow, type WorkingSet } from './working-set.ts';

const SAVE = `
  insert into thread (account, thread, root, parent, absorbed_at, tenant, owner, open, decided_at, shared, shared_at, shared_by, archived,
    suggested, subject, newest_at, newest_message, oldest_at, oldest_message, messages, unread, attached, sent, folders, folder_counts,
    inbox, filed)
  select account, id, root, parent, absorbed_at, tenant, owner, open, decided_at, shared, shared_at, shared_by, archived,
    suggested::uuid[], subject, newest_at, newest_message, oldest_at, oldest_message, messages, unread, attached, sent, folders::uuid[],
    counts::integer[], folders::uuid[] && $26::uuid[], folders::uuid[] && $27::uuid[]
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::uuid[], $7::uuid[], $8::boolean[], $9::bigint[],
    $10::boolean[], $11::timestamptz[], $12::json[], $13::boolean[], $14::text[], $15::text[], $16::timestamptz[], $17::uuid[],
    $18::timestamptz[], $19::uuid[], $20::integer[], $21::integer[], $22::integer[], $23::integer[], $24::text[], $25::text[])
    as t (account, id, root, parent, absorbed_at, tenant, owner, open, decided_at, shared, shared_at, shared_by, archived, suggested,
      subject, newest_at, newest_message, oldest_at, oldest_message, messages, unread, attached, sent, folders, counts)
  on conflict (account, thread) do update set root = excluded.root, parent = excluded.parent, absorbed_at = excluded.absorbed_at,
    open = excluded.open, decided_at = excluded.decided_at, shared = excluded.shared, shared_at = excluded.shared_at,
    shared_by = excluded.shared_by, archived = excluded.archived, suggested = excluded.suggested, subject = excluded.subject,
    newest_at = excluded.newest_at, newest_message = excluded.newest_message, oldest_at = excluded.oldest_at,
    oldest_message = excluded.oldest_message, messages = excluded.messages, unread = excluded.unread, attached = excluded.attached,
    sent = excluded.sent, folders = excluded.folders, folder_counts = excluded.folder_counts, inbox = excluded.inbox,
    filed = excluded.filed`;

export const saveThreads = async (sql: Sql, set: WorkingSet): Promise<void> => {
  if (set.changed.ends.size > 0) await findEnds(sql, set);
  const rows = [...set.changed.threads].flatMap((id) => set.threads.get(id) ?? []);
  const [inbox, filed] = [ofRole(set, 'inbox'), ofRole(set, 'archive')];
  await Promise.all([
    rows.length === 0 ? [] : sql.query(SAVE, [...columns(set, rows), inbox, filed]),
    followRoles(sql, set, inbox, filed),
  ]);
};

const columns = (set: WorkingSet, rows: readonly ThreadRow[]) => {
  const places = rows.map(({ sums }) => placesOf(sums));
  return [
    rows.map((row) => row.account),
    rows.map((row) => row.id),
    rows.map((row) => rootOf(set, row.id)?.id ?? row.root),
    rows.map((row) => row.parent ?? null),
    rows.map((row) => row.absorbedAt ?? null),
    rows.map((row) => row.tenant),
    rows.map((row) => row.owner),
    rows.map((row) => row.open),
    rows.map((row) => row.decidedAt),
    rows.map((row) => row.shared),
    rows.map((row) => row.sharedAt ?? null),
    rows.map((row) => (row.sharedBy === undefined ? null : JSON.stringify(row.sharedBy))),
    rows.map((row) => row.archived),
    rows.map((row) => `{${row.suggested.join(',')}}`),
    rows.map(({ sums }) => sums.oldest?.subject ?? ''),
    rows.map(({ sums }) => sums.newest?.at ?? null),
    rows.map(({ sums }) => sums.newest?.message ?? null),
    rows.map(({ sums }) => sums.oldest?.at ?? null),
    rows.map(({ sums }) => sums.oldest?.message ?? null),
    rows.map(({ sums }) => sums.messages),
    rows.map(({ sums }) => sums.unread),
    rows.map(({ sums }) => sums.attached),
    rows.map(({ sums }) => sums.sent),
    places.map((list) => `{${list.map(([folder]) => folder).join(',')}}`),
    places.map((list) => `{${list.map(([, count]) => count).join(',')}}`),
  ];
};

const placesOf = ({ places }: Sums): readonly (readonly [folder: string, count: number])[] =>
  places.size < 2 ? [...places] : [...places].toSorted(([a], [b]) => (a < b ? -1 : 1));

const ofRole = (set: WorkingSet, role: string): string[] =>
  [...set.folders].filter(([, one]) => one.role === role).map(([id]) => id);

/** A folder that has another role now changes threads that this batch did not load. */
const followRoles = async (
  sql: Sql,
  set: WorkingSet,
  inbox: readonly string[],
  filed: readonly string[],
): Promise<void> => {
  if (set.changed.roles.size === 0) return;
  await sql.query(
    `update thread set inbox = folders && $2::uuid[], filed = folders && $3::uuid[]
      where account = any($1::uuid[]) and folders && $4::uuid[]`,
    [[...set.accounts.keys()], inbox, filed, [...set.changed.roles]],
  );
};

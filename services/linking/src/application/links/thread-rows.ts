import type { Why } from '@mailfold/contracts';
import type { Sql } from '@mailfold/read-store';
import {
  type LinkedThread,
  type LinkKind,
  linkKey,
  type LinksState,
  newThread,
  rootOf,
} from '../../domain/links/state.ts';

interface ThreadRow {
  readonly id: string;
  readonly root: string;
  readonly newestAt: string | null;
  readonly suggested: readonly string[];
  readonly dealByHand: boolean;
}

/** The named threads and their survivors, with participants and links. */
export const loadThreads = async (sql: Sql, state: LinksState, threads: readonly string[]): Promise<void> => {
  if (threads.length === 0) return;
  const rows = await sql.query<ThreadRow>(
    `select thread as id, root, newest_at as "newestAt", suggested, deal_by_hand as "dealByHand" from linking.thread
      where account = $1 and thread = any(array(
        select unnest($2::uuid[]) union select root from linking.thread where account = $1 and thread = any($2::uuid[])))`,
    [state.accountId, [...new Set(threads)]],
  );
  for (const row of rows) state.threads.set(row.id, { ...newThread(row.id), ...row, newestAt: row.newestAt ?? '' });
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return;
  await Promise.all([loadParticipants(sql, state, ids), loadLinks(sql, state, ids)]);
};

const loadParticipants = async (sql: Sql, state: LinksState, ids: readonly string[]): Promise<void> => {
  const rows = await sql.query<{ thread: string; address: string; n: number }>(
    'select thread, address, n from linking.participant where account = $1 and thread = any($2::uuid[])',
    [state.accountId, ids],
  );
  for (const row of rows) state.threads.get(row.thread)?.participants.set(row.address, row.n);
};

const loadLinks = async (sql: Sql, state: LinksState, ids: readonly string[]): Promise<void> => {
  const rows = await sql.query<{
    thread: string;
    kind: LinkKind;
    record: string;
    why: Why;
    byHand: boolean;
    barred: boolean;
  }>(
    `select thread, kind, record, why, by_hand as "byHand", barred from linking.link
      where account = $1 and thread = any($2::uuid[]) order by thread, kind, record`,
    [state.accountId, ids],
  );
  for (const { thread, ...link } of rows) state.threads.get(thread)?.links.set(linkKey(link.kind, link.record), link);
};

export const saveThreads = async (sql: Sql, state: LinksState): Promise<void> => {
  const rows = [...state.changed.threads].flatMap((id) => state.threads.get(id) ?? []);
  if (rows.length === 0) return;
  const absorbed = rows.filter((row) => row.root !== row.id).map((row) => row.id);
  await Promise.all([
    saveThreadRows(sql, state, rows),
    forgetAbsorbed(sql, state, absorbed),
    saveParticipants(sql, state.accountId, rows),
    saveLinks(sql, state.accountId, rows),
  ]);
};

const saveThreadRows = async (sql: Sql, state: LinksState, rows: readonly LinkedThread[]): Promise<void> => {
  await sql.query(
    `insert into linking.thread (account, thread, root, newest_at, suggested, deal_by_hand)
     select $1, t.id, t.root, t.newest_at, t.suggested::uuid[], t.by_hand
       from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::boolean[]) as t (id, root, newest_at, suggested, by_hand)
     on conflict (account, thread) do update set root = excluded.root, newest_at = excluded.newest_at,
       suggested = excluded.suggested, deal_by_hand = excluded.deal_by_hand`,
    [
      state.accountId,
      rows.map((row) => row.id),
      rows.map((row) => rootOf(state, row.id)?.id ?? row.root),
      rows.map((row) => row.newestAt || null),
      rows.map((row) => `{${row.suggested.join(',')}}`),
      rows.map((row) => row.dealByHand),
    ],
  );
};

/** Rows of threads that were absorbed before name their new survivor too. */
const forgetAbsorbed = async (sql: Sql, state: LinksState, absorbed: readonly string[]): Promise<void> => {
  if (absorbed.length === 0) return;
  const { accountId } = state;
  const forgotten = sql.query('delete from linking.participant where account = $1 and thread = any($2::uuid[])', [
    accountId,
    absorbed,
  ]);
  const followed = sql.query(
    `update linking.thread t set root = m.root from unnest($2::uuid[], $3::uuid[]) as m (id, root)
      where t.account = $1 and t.root = m.id and t.root <> t.thread`,
    [accountId, absorbed, absorbed.map((id) => rootOf(state, id)?.id ?? id)],
  );
  await Promise.all([forgotten, followed]);
};

const saveParticipants = async (sql: Sql, accountId: string, rows: readonly LinkedThread[]): Promise<void> => {
  const counted = rows.flatMap((row) =>
    [...row.counted].map((address) => ({ thread: row.id, address, n: row.participants.get(address) ?? 0 })),
  );
  if (counted.length === 0) return;
  const counting = sql.query(
    `insert into linking.participant (account, thread, address, n)
     select $1, * from unnest($2::uuid[], $3::text[], $4::integer[])
     on conflict (account, thread, address) do update set n = excluded.n`,
    [accountId, counted.map((one) => one.thread), counted.map((one) => one.address), counted.map((one) => one.n)],
  );
  const gone = counted.filter((one) => one.n === 0).map((one) => one.thread);
  const leaving =
    gone.length === 0
      ? []
      : sql.query('delete from linking.participant where account = $1 and thread = any($2::uuid[]) and n = 0', [
          accountId,
          gone,
        ]);
  await Promise.all([counting, leaving]);
};

const saveLinks = async (sql: Sql, accountId: string, rows: readonly LinkedThread[]): Promise<void> => {
  const links = rows.flatMap((row) => [...row.links.values()].map((link) => ({ thread: row.id, ...link })));
  const cleared = sql.query('delete from linking.link where account = $1 and thread = any($2::uuid[])', [
    accountId,
    rows.map((row) => row.id),
  ]);
  if (links.length === 0) return void (await cleared);
  const inserted = sql.query(
    `insert into linking.link (account, thread, kind, record, why, by_hand, barred)
     select $1, * from unnest($2::uuid[], $3::text[], $4::uuid[], $5::json[], $6::boolean[], $7::boolean[])`,
    [
      accountId,
      links.map((link) => link.thread),
      links.map((link) => link.kind),
      links.map((link) => link.record),
      links.map((link) => JSON.stringify(link.why)),
      links.map((link) => link.byHand),
      links.map((link) => link.barred),
    ],
  );
  await Promise.all([cleared, inserted]);
};

import type { Sql } from '@mailfold/read-store';
import { rootOf, type ThreadingState } from '../domain/state.ts';

/** Writes what changed: one statement per table, sent at once and done in this order. */
export const save = async (sql: Sql, state: ThreadingState): Promise<void> => {
  await Promise.all([
    saveRules(sql, state),
    saveThreads(sql, state),
    saveJoins(sql, state),
    saveMessages(sql, state),
    saveHeld(sql, state),
  ]);
};

const saveRules = async (sql: Sql, { accountId, rules, changed }: ThreadingState): Promise<void> => {
  if (!changed.rules || rules === undefined) return;
  await sql.query(
    `insert into threading.account (account, own, company_domains, policy, hash_key) values ($1, $2, $3, $4, $5)
     on conflict (account) do update set own = excluded.own, company_domains = excluded.company_domains,
       policy = excluded.policy, hash_key = excluded.hash_key`,
    [accountId, rules.own, rules.companyDomains, rules.policy, rules.hashKey],
  );
};

const saveThreads = async (sql: Sql, state: ThreadingState): Promise<void> => {
  const { accountId, threads, changed } = state;
  const rows = [...changed.threads].flatMap((id) => threads.get(id) ?? []);
  if (rows.length === 0) return;
  const saved = sql.query(
    `insert into threading.thread (account, thread, root, deal, first_at, first_message)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::uuid[])
     on conflict (account, thread) do update set root = excluded.root, deal = excluded.deal,
       first_at = excluded.first_at, first_message = excluded.first_message`,
    [
      accountId,
      rows.map((row) => row.id),
      rows.map((row) => row.root),
      rows.map((row) => row.deal ?? null),
      rows.map((row) => row.firstAt || null),
      rows.map((row) => row.firstMessage || null),
    ],
  );
  await Promise.all([saved, followMerges(sql, state)]);
};

/** Absorbed threads, and those that they had absorbed before, name the last survivor; most of them were not loaded. */
const followMerges = async (sql: Sql, state: ThreadingState): Promise<void> => {
  const { accountId, changed } = state;
  if (changed.merges.length === 0) return;
  const absorbed = changed.merges.flatMap((merge) => merge.absorbed);
  const last = changed.merges.flatMap(({ survivor, absorbed: all }) =>
    all.map(() => rootOf(state, survivor)?.id ?? survivor),
  );
  await sql.query(
    `with absorbed as (select * from unnest($2::uuid[], $3::uuid[]) as a (thread, root))
     update threading.thread t set root = part.root
       from (select thread, root from absorbed
             union all select earlier.thread, a.root from absorbed a join threading.thread earlier
               on earlier.account = $1 and earlier.root = a.thread and earlier.root <> earlier.thread) as part
      where t.account = $1 and t.thread = part.thread`,
    [accountId, absorbed, last],
  );
};

const saveJoins = async (sql: Sql, { accountId, joins, changed }: ThreadingState): Promise<void> => {
  if (changed.joins.size === 0) return;
  const keys = [...changed.joins];
  await sql.query(
    `insert into threading.join (account, key, thread) select $1, * from unnest($2::text[], $3::uuid[])
     on conflict (account, key) do nothing`,
    [accountId, keys, keys.map((key) => joins.get(key) ?? null)],
  );
};

const saveMessages = async (sql: Sql, { accountId, messages, changed }: ThreadingState): Promise<void> => {
  const rows = [...changed.messages].flatMap((id) => messages.get(id) ?? []);
  if (rows.length === 0) return;
  await sql.query(
    `insert into threading.message (account, message, received_at, id_key, thread)
     select $1, * from unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::uuid[])
     on conflict (account, message) do update set id_key = excluded.id_key, thread = excluded.thread`,
    [
      accountId,
      rows.map((row) => row.id),
      rows.map((row) => row.receivedAt),
      rows.map((row) => row.idKey ?? null),
      rows.map((row) => row.thread ?? null),
    ],
  );
};

const saveHeld = async (sql: Sql, { accountId, held, changed }: ThreadingState): Promise<void> => {
  for (const bridge of changed.held) {
    const merge = held.get(bridge);
    if (merge === undefined) {
      await sql.query('delete from threading.held where account = $1 and bridge = $2', [accountId, bridge]);
      continue;
    }
    await sql.query(
      `insert into threading.held (account, bridge, threads) values ($1, $2, $3)
       on conflict (account, bridge) do update set threads = excluded.threads`,
      [accountId, bridge, merge.threads],
    );
  }
};

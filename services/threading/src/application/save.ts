import type { Sql } from '@mailfold/read-store';
import type { ThreadingState } from '../domain/state.ts';

/** Writes what changed: one statement per table. */
export const save = async (sql: Sql, state: ThreadingState): Promise<void> => {
  await saveRules(sql, state);
  await saveThreads(sql, state);
  await saveJoins(sql, state);
  await saveMessages(sql, state);
  await saveHeld(sql, state);
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

const saveThreads = async (sql: Sql, { accountId, threads, changed }: ThreadingState): Promise<void> => {
  const rows = [...changed.threads].flatMap((id) => threads.get(id) ?? []);
  if (rows.length === 0) return;
  await sql.query(
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
  for (const { survivor, absorbed } of changed.merges) {
    await sql.query('update threading.thread set root = $2 where account = $1 and root = any($3)', [
      accountId,
      survivor,
      absorbed,
    ]);
  }
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

import { cleanText } from '@mailfold/kernel';
import type { Sql } from '@mailfold/read-store';
import { cleanJson } from './clean-json.ts';
import { followMerges } from './follow-merges.ts';
import { saveMessages } from './save-messages.ts';
import { saveThreads } from './save-threads.ts';
import type { LinkRow, WorkingSet } from './working-set.ts';

/** Writes what changed: one statement a table. They are sent one after another, and run in that order; none waits for the answer to the last. */
export const save = async (sql: Sql, set: WorkingSet): Promise<void> => {
  await Promise.all([
    saveAccounts(sql, set),
    saveFolders(sql, set),
    saveMessages(sql, set),
    followMerges(sql, set),
    saveThreads(sql, set),
    saveLinks(sql, set),
  ]);
};

const saveAccounts = async (sql: Sql, set: WorkingSet): Promise<void> => {
  const rows = [...set.accounts].filter(([, one]) => one.changed);
  if (rows.length === 0) return;
  await sql.query(
    `insert into account (account, tenant, owner, addresses)
     select account, tenant, owner, array(select json_array_elements_text(addresses))
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::json[]) as a (account, tenant, owner, addresses)
     on conflict (account) do update set tenant = excluded.tenant, owner = excluded.owner, addresses = excluded.addresses`,
    [
      rows.map(([id]) => id),
      rows.map(([, one]) => one.tenant),
      rows.map(([, one]) => one.owner),
      rows.map(([, one]) => cleanJson(one.addresses)),
    ],
  );
};

const saveFolders = async (sql: Sql, set: WorkingSet): Promise<void> => {
  const rows = [...set.folders].filter(([, one]) => one.changed);
  if (rows.length === 0) return;
  await sql.query(
    `insert into folder (account, folder, path, role, gone) select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[])
     on conflict (account, folder) do update set path = excluded.path, role = excluded.role, gone = excluded.gone`,
    [
      rows.map(([, one]) => one.account),
      rows.map(([id]) => id),
      rows.map(([, one]) => cleanText(one.path)),
      rows.map(([, one]) => one.role),
      rows.map(([, one]) => one.gone),
    ],
  );
};

const saveLinks = async (sql: Sql, set: WorkingSet): Promise<void> => {
  if (set.changed.links.size === 0) return;
  const roots = [...set.changed.links];
  const deleted = sql.query('delete from link where thread = any($1::uuid[]) and account = any($2::uuid[])', [
    roots,
    [...set.accounts.keys()],
  ]);
  const rows = roots.flatMap((thread) => {
    const account = set.threads.get(thread)?.account;
    const links = [...(set.links.get(thread)?.values() ?? [])];
    return account === undefined ? [] : links.map((link) => ({ account, thread, ...link }));
  });
  await Promise.all([deleted, insertLinks(sql, rows)]);
};

interface NewLink extends LinkRow {
  readonly account: string;
  readonly thread: string;
}

const insertLinks = async (sql: Sql, rows: readonly NewLink[]): Promise<void> => {
  if (rows.length === 0) return;
  await sql.query(
    `insert into link (account, thread, kind, record, why, at)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::json[], $6::timestamptz[])`,
    [
      rows.map((row) => row.account),
      rows.map((row) => row.thread),
      rows.map((row) => row.kind),
      rows.map((row) => row.record),
      rows.map((row) => cleanJson(row.why)),
      rows.map((row) => row.at),
    ],
  );
};

import { cleanText } from '@mailfold/kernel';
import type { Sql } from '@mailfold/read-store';
import { copyKey } from './copy-key.ts';
import { saveSums } from './save-sums.ts';
import type { MessageRow, Observed, WorkingSet } from './working-set.ts';

/** Writes what changed: one statement a table. */
export const save = async (sql: Sql, set: WorkingSet): Promise<void> => {
  await saveAccounts(sql, set);
  await saveFolders(sql, set);
  await saveThreads(sql, set);
  const messages = [...set.changed.messages].flatMap((id) => set.messages.get(id) ?? []);
  await insertMessages(sql, messages);
  await updateMessages(sql, messages);
  await followMerges(sql, set);
  await saveLinks(sql, set);
  await saveSums(sql, set);
};

const saveAccounts = async (sql: Sql, set: WorkingSet): Promise<void> => {
  const rows = [...set.accounts].filter(([, one]) => one.changed);
  if (rows.length === 0) return;
  await sql.query(
    `insert into account (account, tenant, owner) select * from unnest($1::uuid[], $2::uuid[], $3::uuid[])
     on conflict (account) do update set tenant = excluded.tenant, owner = excluded.owner`,
    [rows.map(([id]) => id), rows.map(([, one]) => one.tenant), rows.map(([, one]) => one.owner)],
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
      rows.map(([, one]) => one.path),
      rows.map(([, one]) => one.role),
      rows.map(([, one]) => one.gone),
    ],
  );
};

const saveThreads = async (sql: Sql, set: WorkingSet): Promise<void> => {
  const rows = [...set.changed.threads].flatMap((id) => set.threads.get(id) ?? []);
  if (rows.length === 0) return;
  await sql.query(
    `insert into thread (account, thread, root, tenant, owner, shared, shared_at, shared_by, archived, suggested,
       subject, messages, unread, attachments, inbox, sent, filed, folders)
     select t.account, t.id, t.root, t.tenant, t.owner, t.shared, t.shared_at, t.shared_by, t.archived, t.suggested::uuid[],
       '', 0, 0, false, false, false, false, '{}'
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::boolean[], $7::timestamptz[], $8::json[], $9::boolean[],
         $10::text[]) as t (account, id, root, tenant, owner, shared, shared_at, shared_by, archived, suggested)
     on conflict (account, thread) do update set root = excluded.root, shared = excluded.shared, shared_at = excluded.shared_at,
       shared_by = excluded.shared_by, archived = excluded.archived, suggested = excluded.suggested`,
    [
      rows.map((row) => row.account),
      rows.map((row) => row.id),
      rows.map((row) => row.root),
      rows.map((row) => row.tenant),
      rows.map((row) => row.owner),
      rows.map((row) => row.shared),
      rows.map((row) => row.sharedAt ?? null),
      rows.map((row) => (row.sharedBy == null ? null : JSON.stringify(row.sharedBy))),
      rows.map((row) => row.archived),
      rows.map((row) => `{${row.suggested.join(',')}}`),
    ],
  );
};

const uuids = (ids: readonly string[]): string => `{${ids.join(',')}}`;

const INSERT_MESSAGES = `
  insert into message (account, message, thread, root, direction, received_at, sent_at, internet_message_id, subject, from_, to_, cc, bcc,
    size, raw, text, html, attachments, copy_key, text_digest, flags, folders, hidden, gone)
  select account, id, thread, root, direction, received_at, sent_at, message_id, subject, from_, to_, cc, bcc,
    size, raw, text_, html, attachments, copy_key, digest, flags, folders::uuid[], hidden, gone
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[],
    $10::json[], $11::json[], $12::json[], $13::json[], $14::bigint[], $15::text[], $16::text[], $17::text[], $18::json[], $19::text[],
    $20::text[], $21::smallint[], $22::text[], $23::boolean[], $24::boolean[])
    as m (account, id, thread, root, direction, received_at, sent_at, message_id, subject, from_, to_, cc, bcc, size, raw, text_, html,
      attachments, copy_key, digest, flags, folders, hidden, gone)
  on conflict (account, message) do nothing`;

const insertMessages = async (sql: Sql, messages: readonly MessageRow[]): Promise<void> => {
  const rows = messages.flatMap((row) => (row.observed === undefined ? [] : [{ row, mail: row.observed }]));
  if (rows.length === 0) return;
  const json = (pick: (mail: Observed) => unknown) => rows.map(({ mail }) => cleanText(JSON.stringify(pick(mail))));
  await sql.query(INSERT_MESSAGES, [
    rows.map(({ row }) => row.account),
    rows.map(({ row }) => row.id),
    rows.map(({ row }) => row.thread ?? null),
    rows.map(({ row }) => row.root ?? null),
    rows.map(({ mail }) => mail.direction),
    rows.map(({ mail }) => mail.receivedAt),
    rows.map(({ mail }) => mail.sentAt ?? null),
    rows.map(({ mail }) => mail.internetMessageId ?? null),
    rows.map(({ mail }) => cleanText(mail.subject)),
    json((mail) => mail.from),
    json((mail) => mail.to),
    json((mail) => mail.cc),
    json((mail) => mail.bcc),
    rows.map(({ mail }) => mail.size),
    rows.map(({ mail }) => mail.raw),
    rows.map(({ mail }) => mail.text ?? null),
    rows.map(({ mail }) => mail.html ?? null),
    json((mail) => mail.attachments),
    rows.map(({ mail }) => copyKey(mail)),
    rows.map(({ mail }) => mail.textDigest ?? null),
    rows.map(({ row }) => row.flags),
    rows.map(({ row }) => uuids(row.folders)),
    rows.map(({ row }) => row.hidden),
    rows.map(({ row }) => row.gone),
  ]);
};

const updateMessages = async (sql: Sql, messages: readonly MessageRow[]): Promise<void> => {
  const rows = messages.filter((row) => row.observed === undefined);
  if (rows.length === 0) return;
  await sql.query(
    `update message m set thread = u.thread, root = u.root, flags = u.flags, folders = u.folders::uuid[], hidden = u.hidden, gone = u.gone
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::smallint[], $6::text[], $7::boolean[], $8::boolean[])
         as u (account, id, thread, root, flags, folders, hidden, gone)
      where m.account = u.account and m.message = u.id`,
    [
      rows.map((row) => row.account),
      rows.map((row) => row.id),
      rows.map((row) => row.thread ?? null),
      rows.map((row) => row.root ?? null),
      rows.map((row) => row.flags),
      rows.map((row) => uuids(row.folders)),
      rows.map((row) => row.hidden),
      rows.map((row) => row.gone),
    ],
  );
};

/** Messages, and threads absorbed before, that this batch did not load name the new survivor too. */
const followMerges = async (sql: Sql, set: WorkingSet): Promise<void> => {
  for (const { account, survivor, absorbed } of set.changed.merges) {
    await sql.query('update message set root = $2 where account = $1 and root = any($3)', [
      account,
      survivor,
      absorbed,
    ]);
    await sql.query('update thread set root = $2 where account = $1 and root = any($3)', [account, survivor, absorbed]);
    await sql.query(
      `update thread set subject = '', messages = 0, unread = 0, newest_at = null, newest_message = null, inbox = false, sent = false, filed = false,
         attachments = false, folders = '{}' where account = $1 and thread = any($2)`,
      [account, absorbed],
    );
  }
};

const saveLinks = async (sql: Sql, set: WorkingSet): Promise<void> => {
  if (set.changed.links.size === 0) return;
  const roots = [...set.changed.links];
  await sql.query('delete from link where thread = any($1) and account = any($2)', [roots, [...set.accounts.keys()]]);
  const rows = roots.flatMap((thread) => {
    const account = set.threads.get(thread)?.account;
    const links = [...(set.links.get(thread)?.values() ?? [])];
    return account === undefined ? [] : links.map((link) => ({ account, thread, ...link }));
  });
  if (rows.length === 0) return;
  await sql.query(
    `insert into link (account, thread, kind, record, why, at)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::json[], $6::timestamptz[])`,
    [
      rows.map((row) => row.account),
      rows.map((row) => row.thread),
      rows.map((row) => row.kind),
      rows.map((row) => row.record),
      rows.map((row) => JSON.stringify(row.why)),
      rows.map((row) => row.at),
    ],
  );
};

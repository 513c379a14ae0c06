import { cleanText } from '@mailfold/kernel';
import type { Sql } from '@mailfold/read-store';
import { cleanJson } from './clean-json.ts';
import { copyKey } from './copy-key.ts';
import { type MessageRow, type Observed, rootOf, type WorkingSet } from './working-set.ts';

export const saveMessages = async (sql: Sql, set: WorkingSet): Promise<void> => {
  const messages = [...set.changed.messages].flatMap((id) => set.messages.get(id) ?? []);
  await Promise.all([
    insertMessages(sql, set, messages),
    updateMessages(sql, set, messages),
    updateContents(sql, messages),
  ]);
};

const rootId = (set: WorkingSet, { gone, thread }: MessageRow): string | null =>
  gone || thread === undefined ? null : (rootOf(set, thread)?.id ?? null);

const uuids = (ids: readonly string[]): string => `{${ids.join(',')}}`;

const INSERT_MESSAGES = `
  insert into message (account, message, thread, root, direction, received_at, sent_at, internet_message_id, subject, from_, to_, cc, bcc,
    size, raw, text, html, attachments, attached, copy_key, text_digest, flags, folders, hidden, gone, deleted)
  select account, id, thread, root, direction, received_at, sent_at, message_id, subject, from_, to_, cc, bcc,
    size, raw, text_, html, attachments, attached, copy_key, digest, flags, folders::uuid[], hidden, gone, deleted
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[],
    $10::json[], $11::json[], $12::json[], $13::json[], $14::bigint[], $15::text[], $16::text[], $17::text[], $18::json[], $19::boolean[],
    $20::text[], $21::text[], $22::smallint[], $23::text[], $24::boolean[], $25::boolean[], $26::boolean[])
    as m (account, id, thread, root, direction, received_at, sent_at, message_id, subject, from_, to_, cc, bcc, size, raw, text_, html,
      attachments, attached, copy_key, digest, flags, folders, hidden, gone, deleted)
  on conflict (account, message) do nothing`;

const insertMessages = async (sql: Sql, set: WorkingSet, messages: readonly MessageRow[]): Promise<void> => {
  const rows = messages.flatMap((row) =>
    row.observed === undefined ? [] : [{ row, mail: row.observed, content: row.content ?? row.observed }],
  );
  if (rows.length === 0) return;
  const json = (pick: (mail: Observed) => unknown) => rows.map(({ mail }) => cleanJson(pick(mail)));
  await sql.query(INSERT_MESSAGES, [
    rows.map(({ row }) => row.account),
    rows.map(({ row }) => row.id),
    rows.map(({ row }) => row.thread ?? null),
    rows.map(({ row }) => rootId(set, row)),
    rows.map(({ mail }) => mail.direction),
    rows.map(({ mail }) => mail.receivedAt),
    rows.map(({ mail }) => mail.sentAt ?? null),
    rows.map(({ mail }) => (mail.internetMessageId === undefined ? null : cleanText(mail.internetMessageId))),
    rows.map(({ row }) => row.subject),
    json((mail) => mail.from),
    json((mail) => mail.to),
    json((mail) => mail.cc),
    json((mail) => mail.bcc),
    rows.map(({ mail }) => mail.size),
    rows.map(({ content }) => content.raw),
    rows.map(({ content }) => content.text ?? null),
    rows.map(({ content }) => content.html ?? null),
    rows.map(({ content }) => cleanJson(content.attachments)),
    rows.map(({ row }) => row.attached),
    rows.map(({ mail }) => copyKey(mail)),
    rows.map(({ mail }) => mail.textDigest ?? null),
    rows.map(({ row }) => row.flags),
    rows.map(({ row }) => uuids(row.folders)),
    rows.map(({ row }) => row.hidden),
    rows.map(({ row }) => row.gone),
    rows.map(({ row }) => row.deleted),
  ]);
};

const updateMessages = async (sql: Sql, set: WorkingSet, messages: readonly MessageRow[]): Promise<void> => {
  const rows = messages.filter((row) => row.observed === undefined);
  if (rows.length === 0) return;
  await sql.query(
    `update message m set thread = u.thread, root = u.root, flags = u.flags, folders = u.folders::uuid[], hidden = u.hidden, gone = u.gone,
       deleted = u.deleted
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::smallint[], $6::text[], $7::boolean[], $8::boolean[], $9::boolean[])
         as u (account, id, thread, root, flags, folders, hidden, gone, deleted)
      where m.account = u.account and m.message = u.id`,
    [
      rows.map((row) => row.account),
      rows.map((row) => row.id),
      rows.map((row) => row.thread ?? null),
      rows.map((row) => rootId(set, row)),
      rows.map((row) => row.flags),
      rows.map((row) => uuids(row.folders)),
      rows.map((row) => row.hidden),
      rows.map((row) => row.gone),
      rows.map((row) => row.deleted),
    ],
  );
};

/** Fetched again after their bytes had been deleted (SCO-2). */
const updateContents = async (sql: Sql, messages: readonly MessageRow[]): Promise<void> => {
  const rows = messages.flatMap(({ account, id, observed, content }) =>
    observed !== undefined || content === undefined ? [] : [{ account, id, content }],
  );
  if (rows.length === 0) return;
  await sql.query(
    `update message m set raw = u.raw, text = u.text_, html = u.html, attachments = u.attachments
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::json[]) as u (account, id, raw, text_, html, attachments)
      where m.account = u.account and m.message = u.id`,
    [
      rows.map((row) => row.account),
      rows.map((row) => row.id),
      rows.map(({ content }) => content.raw),
      rows.map(({ content }) => content.text ?? null),
      rows.map(({ content }) => content.html ?? null),
      rows.map(({ content }) => cleanJson(content.attachments)),
    ],
  );
};

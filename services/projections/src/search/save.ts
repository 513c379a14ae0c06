import type { Sql } from '@mailfold/read-store';
import { renewSegments } from './renew-segments.ts';
import type { WorkingSet } from './working-set.ts';

/** Writes what a batch came to: one statement a table. */
export const save = async (sql: Sql, set: WorkingSet): Promise<void> => {
  await saveDocuments(sql, set);
  await changeDocuments(sql, set);
  await removeDocuments(sql, set);
  await saveSegments(sql, set);
  await renewSegments(sql, set);
  const accounts = [...set.accounts.values()];
  await sql.query(
    `insert into account (account, tenant, documents) select * from unnest($1::uuid[], $2::uuid[], $3::integer[])
     on conflict (account) do update set documents = excluded.documents`,
    [accounts.map((row) => row.account), accounts.map((row) => row.tenant), accounts.map((row) => row.documents)],
  );
};

const saveDocuments = async (sql: Sql, set: WorkingSet): Promise<void> => {
  const rows = [...set.documents.values()];
  if (rows.length === 0) return;
  await sql.query(
    `insert into document (account, message, seq, received_at, preview, body, blind)
     select * from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::timestamptz[], $5::text[], $6::text[], $7::text[])
     on conflict (account, message) do nothing`,
    [
      rows.map((row) => row.account),
      rows.map((row) => row.message),
      rows.map((row) => row.seq),
      rows.map((row) => row.receivedAt),
      rows.map((row) => row.preview),
      rows.map((row) => row.body),
      rows.map((row) => row.blind),
    ],
  );
};

const changeDocuments = async (sql: Sql, { changed }: WorkingSet): Promise<void> => {
  const rows = [...changed.values()];
  if (rows.length === 0) return;
  await sql.query(
    `update document d set preview = c.preview, body = c.body
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as c (account, message, preview, body)
      where d.account = c.account and d.message = c.message`,
    [
      rows.map((row) => row.account),
      rows.map((row) => row.message),
      rows.map((row) => row.preview),
      rows.map((row) => row.body),
    ],
  );
};

const removeDocuments = async (sql: Sql, { gone }: WorkingSet): Promise<void> => {
  if (gone.size === 0) return;
  await sql.query(
    `delete from document d using unnest($1::uuid[], $2::uuid[]) as gone (account, message)
      where d.account = gone.account and d.message = gone.message`,
    [[...gone.values()], [...gone.keys()]],
  );
};

const saveSegments = async (sql: Sql, { segments }: WorkingSet): Promise<void> => {
  if (segments.length === 0) return;
  // An array within an array of rows has no place in `unnest`; as its text it has.
  await sql.query(
    `insert into segment (account, segment, terms)
     select account, segment, terms::integer[] from unnest($1::uuid[], $2::integer[], $3::text[]) as s (account, segment, terms)`,
    [
      segments.map((row) => row.account),
      segments.map((row) => row.segment),
      segments.map((row) => `{${row.terms.join(',')}}`),
    ],
  );
};

import { cleanText } from '@mailfold/kernel';
import type { Sql, SqlValue } from '@mailfold/read-store';
import type { DirectorySet, Named } from './directory-set.ts';

/** Writes what a batch came to: one statement a table and kind of change. */
export const save = async (sql: Sql, set: DirectorySet): Promise<void> => {
  await remove(sql, [...set.removed.values()]);
  await putRecords(sql, set);
  await putUsers(sql, set);
  await changeAccess(sql, set);
  const records = [...set.records.values(), ...set.access.values()];
  await expandRecords(sql, records);
  await expandUsers(sql, [...set.users.values(), ...set.removed.values()]);
};

/** An array within an array of rows has no place in `unnest`; as its text it has. */
const asArray = (values: readonly string[]): string =>
  `{${values.map((one) => `"${cleanText(one).replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;

const named = (rows: readonly Named[]): readonly [SqlValue, SqlValue] => [
  rows.map((row) => row.tenant),
  rows.map((row) => row.id),
];

const remove = async (sql: Sql, removed: readonly Named[]): Promise<void> => {
  if (removed.length === 0) return;
  const gone = 'using unnest($1::uuid[], $2::uuid[]) as gone (tenant, id) where t.tenant = gone.tenant';
  await sql.query(`delete from record t ${gone} and t.id = gone.id`, named(removed));
  await sql.query(`delete from usr t ${gone} and t.id = gone.id`, named(removed));
  await sql.query(`delete from access t ${gone} and t.record = gone.id`, named(removed));
};

const putRecords = async (sql: Sql, set: DirectorySet): Promise<void> => {
  const rows = [...set.records.values()];
  if (rows.length === 0) return;
  await sql.query(
    `insert into record (tenant, id, kind, external_id, name, state, opened_at, organisation, owner, everyone, users, groups)
     select tenant, id, kind, external_id, name, state, opened_at, organisation, owner, everyone, users::uuid[], groups::text[]
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::uuid[], $9::uuid[],
         $10::boolean[], $11::text[], $12::text[])
         as r (tenant, id, kind, external_id, name, state, opened_at, organisation, owner, everyone, users, groups)
     on conflict (tenant, id) do update set kind = excluded.kind, external_id = excluded.external_id, name = excluded.name,
       state = excluded.state, opened_at = excluded.opened_at, organisation = excluded.organisation, owner = excluded.owner,
       everyone = excluded.everyone, users = excluded.users, groups = excluded.groups`,
    [
      ...named(rows),
      rows.map((row) => row.kind),
      rows.map((row) => cleanText(row.externalId)),
      rows.map((row) => cleanText(row.name)),
      rows.map((row) => row.state),
      rows.map((row) => row.openedAt),
      rows.map((row) => row.organisation),
      rows.map((row) => row.owner),
      rows.map((row) => row.everyone),
      rows.map((row) => asArray(row.users)),
      rows.map((row) => asArray(row.groups)),
    ],
  );
};

const putUsers = async (sql: Sql, set: DirectorySet): Promise<void> => {
  const rows = [...set.users.values()];
  if (rows.length === 0) return;
  await sql.query(
    `insert into usr (tenant, id, external_id, name, groups)
     select tenant, id, external_id, name, groups::text[]
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) as u (tenant, id, external_id, name, groups)
     on conflict (tenant, id) do update set external_id = excluded.external_id, name = excluded.name, groups = excluded.groups`,
    [
      ...named(rows),
      rows.map((row) => cleanText(row.externalId)),
      rows.map((row) => cleanText(row.name)),
      rows.map((row) => asArray(row.groups)),
    ],
  );
};

const changeAccess = async (sql: Sql, set: DirectorySet): Promise<void> => {
  const rows = [...set.access.values()];
  if (rows.length === 0) return;
  await sql.query(
    `update record r set everyone = a.everyone, users = a.users::uuid[], groups = a.groups::text[]
       from unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::text[], $5::text[]) as a (tenant, id, everyone, users, groups)
      where r.tenant = a.tenant and r.id = a.id`,
    [
      ...named(rows),
      rows.map((row) => row.everyone),
      rows.map((row) => asArray(row.users)),
      rows.map((row) => asArray(row.groups)),
    ],
  );
};

/** Records whose access was told anew: everybody named, and everybody in a named group. */
const expandRecords = async (sql: Sql, records: readonly Named[]): Promise<void> => {
  if (records.length === 0) return;
  const told = 'unnest($1::uuid[], $2::uuid[]) as told (tenant, id)';
  await sql.query(
    `delete from access a using ${told} where a.tenant = told.tenant and a.record = told.id`,
    named(records),
  );
  await sql.query(
    `insert into access (tenant, record, usr)
     select r.tenant, r.id, named.usr from ${told} join record r using (tenant, id), unnest(r.users) as named (usr)
     union
     select r.tenant, r.id, u.id from ${told} join record r using (tenant, id)
       join usr u on u.tenant = r.tenant and u.groups && r.groups`,
    named(records),
  );
};

/** Users whose groups were told anew, or who are gone: what they see through groups. What names them stays. */
const expandUsers = async (sql: Sql, users: readonly Named[]): Promise<void> => {
  if (users.length === 0) return;
  const told = 'unnest($1::uuid[], $2::uuid[]) as told (tenant, id)';
  await sql.query(
    `delete from access a using ${told}, record r
      where a.tenant = told.tenant and a.usr = told.id and r.tenant = a.tenant and r.id = a.record and r.groups <> '{}'`,
    named(users),
  );
  await sql.query(
    `insert into access (tenant, record, usr)
     select r.tenant, r.id, u.id from ${told} join usr u using (tenant, id)
       join record r on r.tenant = u.tenant and r.groups <> '{}' and r.groups && u.groups
     on conflict do nothing`,
    named(users),
  );
};

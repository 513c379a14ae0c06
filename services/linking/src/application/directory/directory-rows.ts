import type { Sql } from '@mailfold/read-store';
import { type DirectoryRecord, type DirectoryState, emptyDirectory } from '../../domain/directory/state.ts';

export const loadDirectory = async (sql: Sql, tenantId: string, ids: readonly string[]): Promise<DirectoryState> => {
  const state = emptyDirectory(tenantId);
  const rows = await sql.query<DirectoryRecord & { id: string }>(
    'select id, kind, data from linking.record where tenant = $1 and id = any($2::uuid[])',
    [tenantId, [...new Set(ids)]],
  );
  for (const { id, ...record } of rows) state.records.set(id, record);
  return state;
};

export const saveDirectory = async (sql: Sql, state: DirectoryState): Promise<void> => {
  await moveDeals(sql, state);
  await forget(sql, state.tenantId, [...state.changed.removed]);
  const records = [...state.changed.records].flatMap((id) => {
    const record = state.records.get(id);
    return record === undefined ? [] : [{ id, record }];
  });
  if (records.length === 0) return;
  await sql.query(
    `insert into linking.record (tenant, id, kind, data) select $1, * from unnest($2::uuid[], $3::text[], $4::json[])
     on conflict (tenant, id) do update set kind = excluded.kind, data = excluded.data`,
    [
      state.tenantId,
      records.map(({ id }) => id),
      records.map(({ record }) => record.kind),
      records.map(({ record }) => JSON.stringify(record.data)),
    ],
  );
  await saveAddresses(sql, state.tenantId, records);
  await saveDealContacts(sql, state.tenantId, records);
};

const moveDeals = async (sql: Sql, { tenantId, changed }: DirectoryState): Promise<void> => {
  for (const { survivor, absorbed } of changed.merges) {
    await sql.query(
      `insert into linking.deal_contact (tenant, contact, deal)
       select tenant, $2, deal from linking.deal_contact where tenant = $1 and contact = any($3::uuid[]) on conflict do nothing`,
      [tenantId, survivor, absorbed],
    );
  }
};

const forget = async (sql: Sql, tenantId: string, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await sql.query('delete from linking.record where tenant = $1 and id = any($2::uuid[])', [tenantId, ids]);
  await sql.query('delete from linking.contact_address where tenant = $1 and contact = any($2::uuid[])', [
    tenantId,
    ids,
  ]);
  await sql.query(
    'delete from linking.deal_contact where tenant = $1 and (deal = any($2::uuid[]) or contact = any($2::uuid[]))',
    [tenantId, ids],
  );
};

type Saved = readonly { readonly id: string; readonly record: DirectoryRecord }[];

const saveAddresses = async (sql: Sql, tenantId: string, records: Saved): Promise<void> => {
  const contacts = records.flatMap(({ record }) => (record.kind === 'contact' ? [record.data] : []));
  if (contacts.length === 0) return;
  await sql.query('delete from linking.contact_address where tenant = $1 and contact = any($2::uuid[])', [
    tenantId,
    contacts.map((one) => one.contactId),
  ]);
  const pairs = contacts.flatMap((one) => one.addresses.map((address) => ({ address, contact: one.contactId })));
  await sql.query(
    `insert into linking.contact_address (tenant, address, contact) select $1, * from unnest($2::text[], $3::uuid[])
     on conflict do nothing`,
    [tenantId, pairs.map((one) => one.address), pairs.map((one) => one.contact)],
  );
};

const saveDealContacts = async (sql: Sql, tenantId: string, records: Saved): Promise<void> => {
  const deals = records.flatMap(({ record }) => (record.kind === 'deal' ? [record.data] : []));
  if (deals.length === 0) return;
  await sql.query('delete from linking.deal_contact where tenant = $1 and deal = any($2::uuid[])', [
    tenantId,
    deals.map((one) => one.dealId),
  ]);
  const pairs = deals.flatMap((one) => one.contactIds.map((contact) => ({ contact, deal: one.dealId })));
  await sql.query(
    `insert into linking.deal_contact (tenant, contact, deal) select $1, * from unnest($2::uuid[], $3::uuid[])
     on conflict do nothing`,
    [tenantId, pairs.map((one) => one.contact), pairs.map((one) => one.deal)],
  );
};

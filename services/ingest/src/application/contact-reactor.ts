import { ContactRecorded, ContactsMerged, RecordRemoved } from '@mailfold/contracts';
import { normaliseAddress } from '@mailfold/mail';
import type { StoredEvent } from '@mailfold/event-store';
import type { Reactor } from '@mailfold/processor';
import type { ReadStore, Sql } from '@mailfold/read-store';

export interface ContactReactorParts {
  readonly rows: ReadStore;
  /** A round of the account's worker now. */
  readonly wake: (accountId: string) => Promise<void>;
}

/**
 * `ingest.contacts`: addresses of the directory's contacts, for tenants that store nobody else's mail (SCO-6). A new address is
 * sought in each of their accounts. Whoever decided before it was known has ended by then, since decisions share the lock that is
 * taken alone here: mail and contact that arrive together cannot miss each other.
 */
export const contactReactor = ({ rows, wake }: ContactReactorParts): Reactor => ({
  name: 'ingest.contacts',
  handles: [ContactRecorded, ContactsMerged, RecordRemoved].map((one) => one.type),
  react: async (tenantId, events) => {
    const accounts = await rows.transaction(async (sql) => {
      await sql.query("select pg_advisory_xact_lock(hashtextextended('ingest.contacts:' || $1, 0))", [tenantId]);
      const fresh: string[] = [];
      for (const event of events) fresh.push(...(await fold(sql, tenantId, event)));
      return seek(sql, tenantId, fresh);
    });
    for (const { account } of accounts) await wake(account);
  },
});

/** Shared by all who decide by contacts. */
export const lockContacts = (sql: Sql, tenantId: string): Promise<unknown> =>
  sql.query("select pg_advisory_xact_lock_shared(hashtextextended('ingest.contacts:' || $1, 0))", [tenantId]);

/** Of these addresses those of contacts. */
export const contactsAmong = async (
  sql: Pick<Sql, 'query'>,
  tenantId: string,
  addresses: readonly string[],
): Promise<readonly string[]> => {
  const rows = await sql.query<{ address: string }>(
    'select distinct address from ingest.contact where tenant = $1 and address = any($2::text[])',
    [tenantId, addresses],
  );
  return rows.map((row) => row.address);
};

/** @returns addresses of which no contact was known */
const fold = async (sql: Sql, tenantId: string, event: StoredEvent): Promise<readonly string[]> => {
  if (ContactRecorded.is(event)) {
    const { contactId } = event.data;
    const addresses = event.data.addresses.flatMap((one) => normaliseAddress(one) ?? []);
    const known = new Set(await contactsAmong(sql, tenantId, addresses));
    await sql.query('delete from ingest.contact where tenant = $1 and contact = $2', [tenantId, contactId]);
    await sql.query(
      'insert into ingest.contact (tenant, contact, address) select $1, $2, * from unnest($3::text[]) on conflict do nothing',
      [tenantId, contactId, addresses],
    );
    return addresses.filter((one) => !known.has(one));
  }
  if (ContactsMerged.is(event)) {
    const { survivor, absorbed } = event.data;
    await sql.query(
      `with gone as (delete from ingest.contact where tenant = $1 and contact = any($3::uuid[]) returning address)
       insert into ingest.contact (tenant, contact, address) select distinct $1::uuid, $2::uuid, address from gone on conflict do nothing`,
      [tenantId, survivor, absorbed],
    );
  }
  if (RecordRemoved.is(event) && event.data.kind === 'contact')
    await sql.query('delete from ingest.contact where tenant = $1 and contact = $2', [tenantId, event.data.id]);
  return [];
};

const seek = (sql: Sql, tenantId: string, addresses: readonly string[]): Promise<{ account: string }[]> =>
  addresses.length === 0
    ? Promise.resolve([])
    : sql.query(
        `with concerned as (
           select account from ingest.account join ingest.rules using (account)
            where tenant = $1 and (rules->'blocked'->'tenant'->>'contactsOnly')::boolean),
         sought as (
           insert into ingest.sought (account, address) select account, address from concerned, unnest($2::text[]) as address
           on conflict do nothing)
         select account from concerned order by account`,
        [tenantId, addresses],
      );

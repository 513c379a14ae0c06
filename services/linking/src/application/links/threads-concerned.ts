import type { Sql } from '@mailfold/read-store';

const CONCERNED = `
  with contacts as (
    select unnest($1::uuid[]) as id
    union select contact from linking.deal_contact where tenant = $2 and deal = any($1::uuid[])
  ),
  addresses as (
    select a.address from linking.contact_address a join contacts c on c.id = a.contact where a.tenant = $2
  )
  select distinct p.account, p.thread from linking.participant p join addresses using (address)
  union
  select distinct l.account, l.thread from linking.link l where l.record in (select id from contacts) or l.record = any($1::uuid[])`;

export interface Concerned {
  readonly account: string;
  readonly thread: string;
}

/** Threads, of any account of the tenant, that these records of the directory are or may be linked to. */
export const allConcerned = (
  sql: Pick<Sql, 'query'>,
  tenantId: string,
  records: readonly string[],
): Promise<Concerned[]> =>
  sql.query<Concerned>(
    `select c.account, c.thread from (${CONCERNED}) c join linking.account a using (account) where a.tenant = $2`,
    [records, tenantId],
  );

export const threadsConcerned = async (
  sql: Sql,
  tenantId: string,
  accountId: string,
  records: readonly string[],
): Promise<readonly string[]> => {
  if (records.length === 0) return [];
  const rows = await sql.query<Concerned>(`select account, thread from (${CONCERNED}) c where account = $3`, [
    records,
    tenantId,
    accountId,
  ]);
  return rows.map((row) => row.thread);
};

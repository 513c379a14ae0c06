import type { Sql } from '@mailfold/read-store';
import type { LinksState } from '../../domain/links/state.ts';
import { saveThreads } from './thread-rows.ts';

/** Writes what changed: one statement per table, sent at once and done in this order. */
export const saveLinks = async (sql: Sql, state: LinksState): Promise<void> => {
  await Promise.all([saveRules(sql, state), saveMessages(sql, state), saveThreads(sql, state)]);
};

const saveRules = async (sql: Sql, { accountId, rules, announcedAutoLink, changed }: LinksState): Promise<void> => {
  if (!changed.rules || rules === undefined) return;
  await sql.query(
    `insert into linking.account (account, tenant, owner, own, company_domains, auto_link, announced)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (account) do update set own = excluded.own, company_domains = excluded.company_domains,
       auto_link = excluded.auto_link, announced = excluded.announced`,
    [
      accountId,
      rules.tenantId,
      rules.ownerId,
      rules.own,
      rules.companyDomains,
      rules.autoLink,
      announcedAutoLink ?? null,
    ],
  );
};

const saveMessages = async (sql: Sql, { accountId, messages, changed }: LinksState): Promise<void> => {
  const rows = [...changed.messages].flatMap((id) => messages.get(id) ?? []);
  if (rows.length === 0) return;
  await sql.query(
    `insert into linking.message (account, message, addresses, received_at, thread, withdrawn)
     select $1, * from unnest($2::uuid[], $3::json[], $4::timestamptz[], $5::uuid[], $6::boolean[])
     on conflict (account, message) do update set thread = excluded.thread, withdrawn = excluded.withdrawn`,
    [
      accountId,
      rows.map((row) => row.id),
      rows.map((row) => JSON.stringify(row.addresses)),
      rows.map((row) => row.receivedAt),
      rows.map((row) => row.thread ?? null),
      rows.map((row) => row.withdrawn),
    ],
  );
};

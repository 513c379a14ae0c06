import type { StoredEvent } from '@mailfold/event-store';
import type { Sql } from '@mailfold/read-store';
import { type AccountRow, type AccountSet, emptySet, type FolderRow } from './account-set.ts';

/** Rows of the accounts of a batch: one query a table. An account has few folders. */
export const load = async (sql: Sql, events: readonly StoredEvent[]): Promise<AccountSet> => {
  const set = emptySet();
  const ids = [...new Set(events.flatMap((event) => event.meta.accountId ?? []))];
  const accounts = sql.query<AccountRow>(
    `select account, tenant, owner, address, aliases, provider, settings, scope, start, connected_at as "connectedAt", connection,
       rejected, unreachable, throttled, proved, proved_at as "provedAt", state, missing, messages from account where account = any($1::uuid[])`,
    [ids],
  );
  const folders = sql.query<FolderRow>(
    `select account, folder, path, role, watch, epoch, gone, parked, through, total, placed, backfilled, missing,
       missing_why as "missingWhy", pace from folder where account = any($1::uuid[])`,
    [ids],
  );
  const [rows, places] = await Promise.all([accounts, folders]);
  for (const row of rows) set.accounts.set(row.account, row);
  for (const row of places) set.folders.set(row.folder, row);
  return set;
};

import { cleanText } from '@mailfold/kernel';
import type { Sql } from '@mailfold/read-store';
import type { AccountSet, QuarantineRow } from './account-set.ts';

const json = (value: unknown): string => cleanText(JSON.stringify(value));
const jsonOrNull = (value: unknown): string | null => (value === null ? null : json(value));

/** Writes what a batch changed: one statement a table and kind of change. They run in the order in which they are sent; none waits for another's answer. */
export const save = async (sql: Sql, set: AccountSet): Promise<void> => {
  await Promise.all([
    saveAccounts(sql, set),
    saveFolders(sql, set),
    dropRenumbered(sql, set),
    dropLifted(sql, set),
    saveSkips(sql, set),
    dropRuledOut(sql, set),
    saveQuarantine(sql, set),
  ]);
};

const saveAccounts = async (sql: Sql, { accounts, changed }: AccountSet): Promise<void> => {
  const rows = [...changed.accounts].flatMap((id) => accounts.get(id) ?? []);
  if (rows.length === 0) return;
  await sql.query(
    `insert into account (account, tenant, owner, address, aliases, provider, settings, scope, start, connected_at, connection, rejected,
       unreachable, throttled, proved, proved_at, state, missing, messages)
     select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::json[], $6::text[], $7::json[], $8::json[], $9::json[],
       $10::timestamptz[], $11::text[], $12::json[], $13::json[], $14::json[], $15::boolean[], $16::timestamptz[], $17::text[],
       $18::integer[], $19::integer[])
     on conflict (account) do update set owner = excluded.owner, address = excluded.address, aliases = excluded.aliases,
       provider = excluded.provider, settings = excluded.settings, scope = excluded.scope, start = excluded.start,
       connection = excluded.connection, rejected = excluded.rejected, unreachable = excluded.unreachable, throttled = excluded.throttled,
       proved = excluded.proved, proved_at = excluded.proved_at, state = excluded.state,
       missing = excluded.missing, messages = excluded.messages`,
    [
      rows.map((row) => row.account),
      rows.map((row) => row.tenant),
      rows.map((row) => row.owner),
      rows.map((row) => cleanText(row.address)),
      rows.map((row) => json(row.aliases)),
      rows.map((row) => row.provider),
      rows.map((row) => json(row.settings)),
      rows.map((row) => json(row.scope)),
      rows.map((row) => json(row.start)),
      rows.map((row) => row.connectedAt),
      rows.map((row) => row.connection),
      rows.map((row) => jsonOrNull(row.rejected)),
      rows.map((row) => jsonOrNull(row.unreachable)),
      rows.map((row) => jsonOrNull(row.throttled)),
      rows.map((row) => row.proved),
      rows.map((row) => row.provedAt),
      rows.map((row) => row.state),
      rows.map((row) => row.missing),
      rows.map((row) => row.messages),
    ],
  );
};

const saveFolders = async (sql: Sql, { folders, changed }: AccountSet): Promise<void> => {
  const rows = [...changed.folders].flatMap((id) => folders.get(id) ?? []);
  if (rows.length === 0) return;
  await sql.query(
    `insert into folder (account, folder, path, role, watch, epoch, gone, parked, through, total, placed, backfilled, missing,
       missing_why, pace)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::boolean[], $8::json[],
       $9::bigint[], $10::integer[], $11::integer[], $12::boolean[], $13::integer[], $14::json[], $15::json[])
     on conflict (account, folder) do update set path = excluded.path, role = excluded.role, watch = excluded.watch,
       epoch = excluded.epoch, gone = excluded.gone, parked = excluded.parked, through = excluded.through, total = excluded.total,
       placed = excluded.placed, backfilled = excluded.backfilled, missing = excluded.missing, missing_why = excluded.missing_why,
       pace = excluded.pace`,
    [
      rows.map((row) => row.account),
      rows.map((row) => row.folder),
      rows.map((row) => cleanText(row.path)),
      rows.map((row) => row.role),
      rows.map((row) => row.watch),
      rows.map((row) => row.epoch),
      rows.map((row) => row.gone),
      rows.map((row) => jsonOrNull(row.parked)),
      rows.map((row) => row.through),
      rows.map((row) => row.total),
      rows.map((row) => row.placed),
      rows.map((row) => row.backfilled),
      rows.map((row) => row.missing),
      rows.map((row) => jsonOrNull(row.missingWhy)),
      rows.map((row) => json(row.pace)),
    ],
  );
};

const dropRenumbered = async (sql: Sql, { renumbered }: AccountSet): Promise<void> => {
  if (renumbered.length === 0) return;
  const old = 'using unnest($1::uuid[], $2::uuid[], $3::bigint[]) as old (account, folder, epoch)';
  const match = 'where t.account = old.account and t.folder = old.folder and t.epoch = old.epoch';
  const values = [
    renumbered.map((one) => one.account),
    renumbered.map((one) => one.folder),
    renumbered.map((one) => one.epoch),
  ];
  await Promise.all([
    sql.query(`delete from skip t ${old} ${match}`, values),
    sql.query(`delete from quarantine t ${old} ${match}`, values),
  ]);
};

/** One statement for all: another would be sent after the skips that are told anew. */
const dropLifted = async (sql: Sql, { lifted }: AccountSet): Promise<void> => {
  const rules = lifted.flatMap((one) => one.rules.map((rule) => ({ ...one, rule })));
  if (rules.length === 0) return;
  await sql.query(
    `delete from skip t using unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[]) as old (account, folder, epoch, rule)
      where t.account = old.account and t.folder = old.folder and t.epoch = old.epoch and t.rule = old.rule`,
    [
      rules.map((one) => one.account),
      rules.map((one) => one.folder),
      rules.map((one) => one.epoch),
      rules.map((one) => one.rule),
    ],
  );
};

const saveSkips = async (sql: Sql, { skips }: AccountSet): Promise<void> => {
  if (skips.length === 0) return;
  await sql.query(
    `insert into skip (account, folder, epoch, first, last, rule)
     select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[]) on conflict do nothing`,
    [
      skips.map((skip) => skip.account),
      skips.map((skip) => skip.folder),
      skips.map((skip) => skip.epoch),
      skips.map((skip) => skip.first),
      skips.map((skip) => skip.last),
      skips.map((skip) => skip.rule),
    ],
  );
};

const dropRuledOut = async (sql: Sql, { ruledOut }: AccountSet): Promise<void> => {
  if (ruledOut.length === 0) return;
  await sql.query(
    `delete from quarantine q using unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[])
         as told (account, folder, epoch, first, last)
      where q.account = told.account and q.folder = told.folder and q.epoch = told.epoch and q.uid between told.first and told.last`,
    [
      ruledOut.map((one) => one.account),
      ruledOut.map((one) => one.folder),
      ruledOut.map((one) => one.epoch),
      ruledOut.map((one) => one.first),
      ruledOut.map((one) => one.last),
    ],
  );
};

const saveQuarantine = async (sql: Sql, { quarantine }: AccountSet): Promise<void> => {
  const places = [...quarantine.values()].map(({ place }) => place);
  if (places.length === 0) return;
  const deleted = sql.query(
    `delete from quarantine q using unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) as told (account, folder, epoch, uid)
      where q.account = told.account and q.folder = told.folder and q.epoch = told.epoch and q.uid = told.uid`,
    [
      places.map((one) => one.account),
      places.map((one) => one.folder),
      places.map((one) => one.epoch),
      places.map((one) => one.uid),
    ],
  );
  const rows = [...quarantine.values()].flatMap(({ row }) => row ?? []);
  await Promise.all([deleted, insertQuarantine(sql, rows)]);
};

const insertQuarantine = async (sql: Sql, rows: readonly QuarantineRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await sql.query(
    `insert into quarantine (account, folder, epoch, uid, code, reason, size, kept, reader, at)
     select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::boolean[],
       $9::text[], $10::timestamptz[])`,
    [
      rows.map((row) => row.account),
      rows.map((row) => row.folder),
      rows.map((row) => row.epoch),
      rows.map((row) => row.uid),
      rows.map((row) => row.code),
      rows.map((row) => cleanText(row.reason)),
      rows.map((row) => row.size),
      rows.map((row) => row.kept),
      rows.map((row) => row.reader),
      rows.map((row) => row.at),
    ],
  );
};

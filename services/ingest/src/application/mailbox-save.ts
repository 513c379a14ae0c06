import type { Sql } from '@mailfold/read-store';
import type { MailboxState } from '../domain/state.ts';
import { toBits } from './flag-bits.ts';

/** Writes what changed: one statement per table, sent at once and done in this order. */
export const saveMailbox = async (sql: Sql, state: MailboxState): Promise<void> => {
  await Promise.all([
    saveRules(sql, state),
    saveFolders(sql, state),
    saveMessages(sql, state),
    removePlaces(sql, state),
    savePlaces(sql, state),
    liftSkips(sql, state),
    saveSkips(sql, state),
  ]);
};

const saveRules = async (sql: Sql, { accountId, rules, changed }: MailboxState): Promise<void> => {
  if (!changed.rules || rules === undefined) return;
  await sql.query(
    'insert into ingest.rules (account, rules) values ($1, $2) on conflict (account) do update set rules = excluded.rules',
    [accountId, { ...rules }],
  );
};

const saveFolders = async (sql: Sql, { accountId, folders, changed }: MailboxState): Promise<void> => {
  const rows = [...changed.folders].flatMap((id) => folders.get(id) ?? []);
  if (rows.length === 0) return;
  await sql.query(
    `insert into ingest.folder (account, folder, path, delimiter, role, epoch, watch, gone, parked, through, backfilled, proof, mailbox_id)
     select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::boolean[], $9::text[],
       $10::bigint[], $11::boolean[], $12::json[], $13::text[])
     on conflict (account, folder) do update set path = excluded.path, role = excluded.role, epoch = excluded.epoch,
       watch = excluded.watch, gone = excluded.gone, parked = excluded.parked, through = excluded.through, backfilled = excluded.backfilled,
       proof = excluded.proof`,
    [
      accountId,
      rows.map((row) => row.id),
      rows.map((row) => row.path),
      rows.map((row) => row.delimiter ?? null),
      rows.map((row) => row.role),
      rows.map((row) => row.epoch),
      rows.map((row) => row.watch),
      rows.map((row) => row.gone),
      rows.map((row) => row.parked ?? null),
      rows.map((row) => row.through ?? null),
      rows.map((row) => row.backfilled),
      rows.map((row) => (row.proof === undefined ? null : JSON.stringify(row.proof))),
      rows.map((row) => row.mailboxId ?? null),
    ],
  );
};

const saveMessages = async (sql: Sql, { accountId, messages, changed }: MailboxState): Promise<void> => {
  const rows = [...changed.messages].flatMap((id) => messages.get(id) ?? []);
  if (rows.length === 0) return;
  await sql.query(
    `insert into ingest.message (account, message, identity_key, provider_key, id_key, flags, lost_at, withdrawn, withdrawn_why, received_at, used_intents,
       withdrawn_at, raw_deleted)
     select $1, m.id, m.identity, m.provider, m.id_key, m.flags, m.lost_at, m.why is not null, m.why, m.received_at, m.used::uuid[],
       m.withdrawn_at, m.raw_deleted
       from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::smallint[], $7::timestamptz[], $8::text[], $9::timestamptz[], $10::text[],
         $11::timestamptz[], $12::boolean[])
         as m (id, identity, provider, id_key, flags, lost_at, why, received_at, used, withdrawn_at, raw_deleted)
     on conflict (account, message) do update set flags = excluded.flags, lost_at = excluded.lost_at,
       withdrawn = excluded.withdrawn, withdrawn_why = excluded.withdrawn_why, used_intents = excluded.used_intents,
       withdrawn_at = excluded.withdrawn_at, raw_deleted = excluded.raw_deleted`,
    [
      accountId,
      rows.map((row) => row.id),
      rows.map((row) => row.identityKey),
      rows.map((row) => row.providerKey ?? null),
      rows.map((row) => row.idKey ?? null),
      rows.map((row) => toBits(row.flags)),
      rows.map((row) => row.lostAt ?? null),
      rows.map((row) => row.withdrawn ?? null),
      rows.map((row) => row.receivedAt ?? null),
      // Arrays of arrays must be rectangular in SQL; a literal is not.
      rows.map((row) => `{${[...row.usedIntents].join(',')}}`),
      rows.map((row) => row.withdrawnAt ?? null),
      rows.map((row) => row.rawDeleted),
    ],
  );
};

/** Its line moves to what is gone, so that the ledger goes on accounting for the UID (ING-4). */
const removePlaces = async (sql: Sql, { accountId, changed }: MailboxState): Promise<void> => {
  const places = [...changed.removedPlaces.values()];
  if (places.length === 0) return;
  await sql.query(
    `with gone as (
       delete from ingest.place where account = $1
          and (folder, epoch, uid) in (select * from unnest($2::uuid[], $3::bigint[], $4::bigint[]))
        returning account, folder, epoch, uid, message)
     insert into ingest.gone (account, folder, epoch, uid, message) select * from gone on conflict do nothing`,
    [accountId, places.map((one) => one.folderId), places.map((one) => one.epoch), places.map((one) => one.uid)],
  );
};

const savePlaces = async (sql: Sql, { accountId, places, changed }: MailboxState): Promise<void> => {
  const rows = [...changed.places].flatMap((key) => places.get(key) ?? []);
  if (rows.length === 0) return;
  await sql.query(
    `insert into ingest.place (account, folder, epoch, uid, status, message, reader, code)
     select $1, * from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::text[], $6::uuid[], $7::text[], $8::text[])
     on conflict (account, folder, epoch, uid) do update set status = excluded.status, message = excluded.message,
       reader = excluded.reader, code = excluded.code`,
    [
      accountId,
      rows.map((row) => row.folderId),
      rows.map((row) => row.epoch),
      rows.map((row) => row.uid),
      rows.map((row) => row.status),
      rows.map((row) => row.messageId ?? null),
      rows.map((row) => row.reader ?? null),
      rows.map((row) => row.code ?? null),
    ],
  );
};

const liftSkips = async (sql: Sql, { accountId, changed }: MailboxState): Promise<void> => {
  for (const { folderId, epoch, rules } of changed.lifted)
    await sql.query(
      'delete from ingest.skip where account = $1 and folder = $2 and epoch = $3 and rule = any($4::text[])',
      [accountId, folderId, epoch, rules],
    );
};

const saveSkips = async (sql: Sql, { accountId, changed }: MailboxState): Promise<void> => {
  const { skips } = changed;
  if (skips.length === 0) return;
  await sql.query(
    `insert into ingest.skip (account, folder, epoch, first, last, rule)
     select $1, * from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[])
     on conflict do nothing`,
    [
      accountId,
      skips.map((one) => one.folderId),
      skips.map((one) => one.epoch),
      skips.map((one) => one.first),
      skips.map((one) => one.last),
      skips.map((one) => one.rule),
    ],
  );
  await forgetUnread(sql, accountId, skips);
};

/** What could not be read and has gone since is in the ledger as gone, under that name alone. */
const forgetUnread = async (sql: Sql, accountId: string, skips: MailboxState['changed']['skips']): Promise<void> => {
  const gone = skips.filter(({ rule }) => rule === 'gone-before-read');
  if (gone.length === 0) return;
  await sql.query(
    `delete from ingest.place p using unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[]) as g (folder, epoch, first, last)
      where p.account = $1 and p.folder = g.folder and p.epoch = g.epoch and p.uid between g.first and g.last and p.status <> 'stored'`,
    [
      accountId,
      gone.map((one) => one.folderId),
      gone.map((one) => one.epoch),
      gone.map((one) => one.first),
      gone.map((one) => one.last),
    ],
  );
};

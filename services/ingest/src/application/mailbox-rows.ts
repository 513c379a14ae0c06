import type { Sql } from '@mailfold/read-store';
import type { SeenFolder } from '../domain/observation.ts';
import {
  placeKey,
  type MailboxState,
  type Place,
  type PlaceStatus,
  type Skip,
  type WithdrawnWhy,
} from '../domain/state.ts';
import { fromBits } from './flag-bits.ts';

interface PlaceRecord extends Place {
  readonly status: PlaceStatus;
  readonly messageId: string | null;
  readonly reader: string | null;
  readonly code: string | null;
}

const PLACE = `p.folder as "folderId", p.epoch, uid, status, message as "messageId", reader, code`;

/** Ledger lines of these places. */
export const loadPlaces = async (sql: Sql, state: MailboxState, places: readonly Place[]): Promise<void> => {
  if (places.length === 0) return;
  const rows = await sql.query<PlaceRecord>(
    `select ${PLACE} from ingest.place p where account = $1
       and (folder, epoch, uid) in (select * from unnest($2::uuid[], $3::bigint[], $4::bigint[]))`,
    [state.accountId, places.map((one) => one.folderId), places.map((one) => one.epoch), places.map((one) => one.uid)],
  );
  keepPlaces(state, rows);
};

const keepPlaces = (state: MailboxState, rows: readonly PlaceRecord[]): void => {
  for (const row of rows)
    state.places.set(placeKey(row), {
      ...row,
      messageId: row.messageId ?? undefined,
      reader: row.reader ?? undefined,
      code: row.code ?? undefined,
    });
};

/** The newest line of each folder that a listing lacks: whether it has another name now is told by where its UIDs go on. */
export const loadLastPlaces = async (sql: Sql, state: MailboxState, listed: readonly SeenFolder[]): Promise<void> => {
  const paths = new Set(listed.map((one) => one.path));
  const vanished = [...state.folders.values()].filter((folder) => !folder.gone && !paths.has(folder.path));
  if (vanished.length === 0) return;
  keepPlaces(
    state,
    await sql.query<PlaceRecord>(
      `select p.* from unnest($2::uuid[], $3::bigint[]) as f (folder, epoch) cross join lateral (
         select ${PLACE} from ingest.place p where account = $1 and p.folder = f.folder and p.epoch = f.epoch order by uid desc limit 1) p`,
      [state.accountId, vanished.map((one) => one.id), vanished.map((one) => one.epoch)],
    ),
  );
};

/** Ranges that rules keep out and that hold one of these places. They do not overlap: of each place the last that begins before it. */
export const loadSkips = async (sql: Sql, state: MailboxState, places: readonly Place[]): Promise<void> => {
  if (places.length === 0) return;
  state.skips.push(
    ...(await sql.query<Skip>(
      `select distinct s.folder as "folderId", s.epoch, s.first, s.last, s.rule
         from unnest($2::uuid[], $3::bigint[], $4::bigint[]) as p (folder, epoch, uid)
         cross join lateral (
           select * from ingest.skip where account = $1 and folder = p.folder and epoch = p.epoch and first <= p.uid
            order by first desc limit 1) s
        where s.last >= p.uid`,
      [
        state.accountId,
        places.map((one) => one.folderId),
        places.map((one) => one.epoch),
        places.map((one) => one.uid),
      ],
    )),
  );
};

export interface Wanted {
  readonly ids: readonly string[];
  readonly identityKeys: readonly string[];
  readonly providerKeys: readonly string[];
  readonly idKeys: readonly string[];
  /** Also every message that has lain nowhere since before this moment. */
  readonly lostBefore: string | undefined;
}

interface MessageRecord {
  readonly id: string;
  readonly identityKey: string;
  readonly providerKey: string | null;
  readonly idKey: string | null;
  readonly flags: number;
  readonly lostAt: string | null;
  readonly withdrawn: WithdrawnWhy | null;
  readonly withdrawnAt: string | null;
  readonly rawDeleted: boolean;
  readonly receivedAt: string | null;
  readonly usedIntents: readonly string[];
}

const MESSAGE = `message as id, identity_key as "identityKey", provider_key as "providerKey", id_key as "idKey", flags,
  lost_at as "lostAt", withdrawn_why as withdrawn, withdrawn_at as "withdrawnAt", raw_deleted as "rawDeleted", received_at as "receivedAt", used_intents as "usedIntents"`;

/** Messages by id or identity, with every place where they lie; and which Message-IDs are known. */
export const loadMessages = async (sql: Sql, state: MailboxState, wanted: Wanted): Promise<void> => {
  const { accountId } = state;
  const idKeys = loadIdKeys(sql, state, wanted.idKeys);
  const found = sql.query<MessageRecord>(
    `select ${MESSAGE} from ingest.message where account = $1 and message = any($2::uuid[])
     union select ${MESSAGE} from ingest.message where account = $1 and identity_key = any($3::text[])
     union select ${MESSAGE} from ingest.message where account = $1 and provider_key = any($4::text[])
     union select ${MESSAGE} from ingest.message where account = $1 and not withdrawn and lost_at < $5::timestamptz`,
    [accountId, [...new Set(wanted.ids)], wanted.identityKeys, wanted.providerKeys, wanted.lostBefore ?? null],
  );
  const [rows] = await Promise.all([found, idKeys]);
  for (const row of rows) keepMessage(state, row);
  if (rows.length === 0) return;
  keepPlaces(
    state,
    await sql.query<PlaceRecord>(
      `select ${PLACE} from ingest.place p where account = $1 and message = any($2::uuid[])`,
      [accountId, rows.map((row) => row.id)],
    ),
  );
};

const keepMessage = (state: MailboxState, row: MessageRecord): void => {
  const providerKey = row.providerKey ?? undefined;
  state.messages.set(row.id, {
    ...row,
    providerKey,
    idKey: row.idKey ?? undefined,
    flags: fromBits(row.flags),
    lostAt: row.lostAt ?? undefined,
    withdrawn: row.withdrawn ?? undefined,
    withdrawnAt: row.withdrawnAt ?? undefined,
    receivedAt: row.receivedAt ?? undefined,
    usedIntents: new Set(row.usedIntents),
  });
  state.byIdentity.set(row.identityKey, row.id);
  if (providerKey !== undefined) state.byProvider.set(providerKey, row.id);
};

const loadIdKeys = async (sql: Sql, state: MailboxState, idKeys: readonly string[]): Promise<void> => {
  if (idKeys.length === 0) return;
  const rows = await sql.query<{ id_key: string }>(
    'select distinct id_key from ingest.message where account = $1 and id_key = any($2::text[])',
    [state.accountId, idKeys],
  );
  for (const row of rows) state.idKeys.add(row.id_key);
};

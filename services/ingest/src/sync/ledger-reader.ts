import type { FolderRole } from '@mailfold/contracts';
import type { ReadStore } from '@mailfold/read-store';
import type { Watch } from '../domain/state.ts';

/** A folder as the ledger knows it. */
export interface KnownFolder {
  readonly id: string;
  readonly path: string;
  readonly role: FolderRole;
  readonly epoch: number;
  readonly watch: Watch;
  readonly through: number;
  readonly backfilled: boolean;
}

/** How far a folder was looked at: hints of ours, which cost a comparison when they are lost, and never mail (S22). */
export interface Cursor {
  /** HIGHESTMODSEQ. */
  readonly modseq?: string;
  /** So many messages were there, at or below this UID. */
  readonly counted?: { readonly uid: number; readonly messages: number };
}

/** Ranges of skipped UIDs do not overlap: the one that begins last also ends last, and none other can hold a UID above its beginning. */
const LAST_SKIPPED = 'select last from ingest.skip where account = $1 and folder = $2 and epoch = $3';
const LATEST = 'order by first desc limit 1';

/** What the sync worker asks the ledger. Only the decider writes there; the cursor alone is a hint of ours. */
export class LedgerReader {
  readonly #rows: ReadStore;
  readonly #accountId: string;
  readonly #start: string | undefined;

  /** @param start before which nothing is stored; absent: everything is */
  constructor(rows: ReadStore, accountId: string, start?: string) {
    this.#rows = rows;
    this.#accountId = accountId;
    this.#start = start;
  }

  /** Folders that are there, not parked, and watched. */
  folders(): Promise<KnownFolder[]> {
    return this.#rows.query<KnownFolder>(
      `select folder as id, path, role, epoch, watch, coalesce(through, 0) as through, backfilled from ingest.folder
        where account = $1 and not gone and parked is null and watch <> 'none'`,
      [this.#accountId],
    );
  }

  /** Folders that are there and out of scope; a view of other folders' mail is none. */
  unwatched(): Promise<KnownFolder[]> {
    return this.#rows.query<KnownFolder>(
      `select folder as id, path, role, epoch, watch, coalesce(through, 0) as through, backfilled from ingest.folder
        where account = $1 and not gone and parked is null and watch = 'none' and role <> 'flagged'`,
      [this.#accountId],
    );
  }

  /** The UID up to which a folder out of scope was looked through; undefined: not at all yet. */
  async lookedThrough({ id, epoch }: KnownFolder): Promise<number | undefined> {
    const [row] = await this.#rows.query<{ uid: number }>(
      'select uid from ingest.looked where account = $1 and folder = $2 and epoch = $3',
      [this.#accountId, id, epoch],
    );
    return row?.uid;
  }

  async keepLookedThrough({ id, epoch }: KnownFolder, uid: number): Promise<void> {
    await this.#rows.query(
      `insert into ingest.looked (account, folder, epoch, uid) values ($1, $2, $3, $4)
       on conflict (account, folder) do update set epoch = excluded.epoch, uid = excluded.uid`,
      [this.#accountId, id, epoch, uid],
    );
  }

  /** Of these addresses those of contacts of the tenant (SCO-6). */
  async contactsAmong(addresses: readonly string[]): Promise<string[]> {
    const rows = await this.#rows.query<{ address: string }>(
      `select distinct c.address from ingest.contact c join ingest.account a using (tenant)
        where a.account = $1 and c.address = any($2::text[])`,
      [this.#accountId, addresses],
    );
    return rows.map((row) => row.address);
  }

  /** Addresses of new contacts that are yet to be looked for. */
  async sought(): Promise<string[]> {
    const rows = await this.#rows.query<{ address: string }>(
      'select address from ingest.sought where account = $1 order by address',
      [this.#accountId],
    );
    return rows.map((row) => row.address);
  }

  async wasSought(address: string): Promise<void> {
    await this.#rows.query('delete from ingest.sought where account = $1 and address = $2', [this.#accountId, address]);
  }

  /** Of these UIDs those at which no mail lies here, whatever rule keeps them out. */
  async notPlaced({ id, epoch }: KnownFolder, uids: readonly number[]): Promise<number[]> {
    const rows = await this.#rows.query<{ uid: number }>(
      `select u.uid from unnest($4::bigint[]) as u (uid) where not exists (
         select 1 from ingest.place p where p.account = $1 and p.folder = $2 and p.epoch = $3 and p.uid = u.uid) order by u.uid`,
      [this.#accountId, id, epoch, uids],
    );
    return rows.map((row) => row.uid);
  }

  /** Every folder that the provider listed last, synced or not. */
  notGone(): Promise<{ readonly path: string; readonly role: FolderRole; readonly epoch: number }[]> {
    return this.#rows.query('select path, role, epoch from ingest.folder where account = $1 and not gone', [
      this.#accountId,
    ]);
  }

  /** The highest UID that is accounted for; history counts as such. */
  async lastUid({ id, epoch, through }: KnownFolder): Promise<number> {
    const [row] = await this.#rows.query<{ uid: number | null }>(
      `select greatest(
         (select max(uid) from ingest.place where account = $1 and folder = $2 and epoch = $3),
         (${LAST_SKIPPED} ${LATEST}), $4::bigint) as uid`,
      [this.#accountId, id, epoch, through],
    );
    return row?.uid ?? through;
  }

  /** Quarantined by another version of the reader: worth another try (ING-5). */
  async quarantinedBefore({ id, epoch }: KnownFolder, reader: string): Promise<number[]> {
    const rows = await this.#rows.query<{ uid: number }>(
      `select uid from ingest.place where account = $1 and folder = $2 and epoch = $3 and reader is not null and reader <> $4
        order by uid`,
      [this.#accountId, id, epoch, reader],
    );
    return rows.map((row) => row.uid);
  }

  /** Of these UIDs those that the ledger does not account for, and those whose bytes were deleted, in the given order. */
  async unaccounted({ id, epoch, watch }: KnownFolder, uids: readonly number[]): Promise<number[]> {
    const rows = await this.#rows.query<{ uid: number }>(
      `select u.uid from unnest($4::bigint[]) with ordinality as u (uid, nth)
        where not exists (select 1 from ingest.place p
                where p.account = $1 and p.folder = $2 and p.epoch = $3 and p.uid = u.uid and p.status <> 'missing'
                  and not exists (select 1 from ingest.message m where m.account = $1 and m.message = p.message and m.raw_deleted
                    and $5 and coalesce(m.received_at, 'infinity') >= coalesce($6::timestamptz, '-infinity')))
          and u.uid > coalesce((${LAST_SKIPPED} and first <= u.uid ${LATEST}), 0)
        order by u.nth`,
      [this.#accountId, id, epoch, uids, watch === 'content', this.#start ?? null],
    );
    return rows.map((row) => row.uid);
  }

  /** UIDs from this one on at which known mail lies, ascending. */
  async storedFrom({ id, epoch }: KnownFolder, from: number, ofEpoch = epoch): Promise<number[]> {
    const rows = await this.#rows.query<{ uid: number }>(
      `select uid from ingest.place where account = $1 and folder = $2 and epoch = $3 and uid >= $4 and status = 'stored'
        order by uid`,
      [this.#accountId, id, ofEpoch, from],
    );
    return rows.map((row) => row.uid);
  }

  /** Of these UIDs those at which known mail lies. */
  async storedAmong({ id, epoch }: KnownFolder, uids: readonly number[]): Promise<number[]> {
    const rows = await this.#rows.query<{ uid: number }>(
      `select p.uid from unnest($4::bigint[]) as u (uid) join ingest.place p
           on p.account = $1 and p.folder = $2 and p.epoch = $3 and p.uid = u.uid
        where p.status = 'stored' order by p.uid`,
      [this.#accountId, id, epoch, uids],
    );
    return rows.map((row) => row.uid);
  }

  /** Lines of the ledger below a UID that are not among these. */
  async linesOutside(
    { id, epoch }: KnownFolder,
    uids: readonly number[],
    before: number,
  ): Promise<{ readonly stored: readonly number[]; readonly unread: readonly number[] }> {
    const rows = await this.#rows.query<{ uid: number; stored: boolean }>(
      `select p.uid, p.status = 'stored' as stored from ingest.place p left join unnest($4::bigint[]) as u (uid) using (uid)
        where p.account = $1 and p.folder = $2 and p.epoch = $3 and p.uid < $5 and u.uid is null order by p.uid`,
      [this.#accountId, id, epoch, uids, before],
    );
    const of = (stored: boolean) => rows.flatMap((row) => (row.stored === stored ? [row.uid] : []));
    return { stored: of(true), unread: of(false) };
  }

  /** Places under an earlier UIDVALIDITY that nothing has taken over yet. */
  async staleEpochs({ id, epoch }: KnownFolder): Promise<number[]> {
    const rows = await this.#rows.query<{ epoch: number }>(
      'select distinct epoch from ingest.place where account = $1 and folder = $2 and epoch <> $3',
      [this.#accountId, id, epoch],
    );
    return rows.map((row) => row.epoch);
  }

  /** Places of mail in folders that the provider no longer lists. */
  inGoneFolders(): Promise<{ folderId: string; epoch: number; uids: number[] }[]> {
    return this.#rows.query(
      `select p.folder as "folderId", p.epoch, json_agg(p.uid order by p.uid) as uids
         from ingest.folder f join ingest.place p using (account, folder)
        where f.account = $1 and f.gone and p.status = 'stored' group by p.folder, p.epoch`,
      [this.#accountId],
    );
  }

  /** Which of these identities are known already, and whether their bytes are here. */
  async known(identityKeys: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
    const rows = await this.#rows.query<{ key: string; here: boolean }>(
      'select identity_key as key, not raw_deleted as here from ingest.message where account = $1 and identity_key = any($2::text[])',
      [this.#accountId, identityKeys],
    );
    return new Map(rows.map((row) => [row.key, row.here]));
  }

  async hasLost(): Promise<boolean> {
    const rows = await this.#rows.query(
      'select 1 from ingest.message where account = $1 and lost_at is not null and not withdrawn limit 1',
      [this.#accountId],
    );
    return rows.length > 0;
  }

  async cursor({ id, epoch }: KnownFolder): Promise<Cursor> {
    const [row] = await this.#rows.query<{ modseq: string | null; uid: number | null; messages: number | null }>(
      `select modseq, counted_uid as uid, counted as messages from ingest.cursor
        where account = $1 and folder = $2 and epoch = $3`,
      [this.#accountId, id, epoch],
    );
    if (row === undefined) return {};
    const { modseq, uid, messages } = row;
    return {
      ...(modseq === null ? {} : { modseq }),
      ...(uid === null || messages === null ? {} : { counted: { uid, messages } }),
    };
  }

  async keepCursor({ id, epoch }: KnownFolder, { modseq, counted }: Cursor): Promise<void> {
    await this.#rows.query(
      `insert into ingest.cursor (account, folder, epoch, modseq, counted_uid, counted) values ($1, $2, $3, $4, $5, $6)
       on conflict (account, folder) do update set epoch = excluded.epoch, modseq = excluded.modseq,
         counted_uid = excluded.counted_uid, counted = excluded.counted`,
      [this.#accountId, id, epoch, modseq ?? null, counted?.uid ?? null, counted?.messages ?? null],
    );
  }
}

import type { FolderList, Ledger } from '@mailfold/contracts/http';
import type { FolderRole } from '@mailfold/contracts';
import type { ReadStore } from '@mailfold/read-store';
import type { z } from 'zod';
import type { Proof } from '../domain/state.ts';
import { toRanges } from '../domain/uid-ranges.ts';

type LedgerAnswer = z.input<typeof Ledger>;
type FolderAnswer = z.input<typeof FolderList>;

type Reasons = LedgerAnswer['folders'][number]['skipped'];

interface FolderSums {
  readonly folderId: string;
  readonly path: string;
  readonly epoch: number;
  readonly stored: number;
  readonly missing: number;
  readonly quarantined: Reasons | null;
  readonly skipped: Reasons | null;
  readonly missingUids: readonly number[] | null;
  readonly backfilled: boolean;
  readonly proof: Proof | null;
}

const FOLDERS = `
  select f.folder as "folderId", f.path, f.epoch, f.backfilled, f.proof,
    coalesce(p.stored, 0)::int as stored, coalesce(p.missing, 0)::int as missing, p.uids as "missingUids", q.quarantined, s.skipped
  from ingest.folder f
  left join lateral (
    select count(*) filter (where status = 'stored') as stored, count(*) filter (where status = 'missing') as missing, array_agg(uid) filter (where status = 'missing') as uids
    from ingest.place p where p.account = f.account and p.folder = f.folder and p.epoch = f.epoch) p on true
  left join lateral (
    select json_agg(json_build_object('reason', code, 'count', n)) as quarantined from (
      select code, count(*)::int as n from ingest.place p
       where p.account = f.account and p.folder = f.folder and p.epoch = f.epoch and p.status = 'quarantined'
       group by code order by code) r) q on true
  left join lateral (
    select json_agg(json_build_object('reason', rule, 'count', n)) as skipped from (
      select rule, sum(last - first + 1)::int as n from ingest.skip s
       where s.account = f.account and s.folder = f.folder and s.epoch = f.epoch group by rule order by rule) r) s on true
  where f.account = $1 and not f.gone and f.watch <> 'none' order by f.path`;

/** @returns undefined for an account that this tenant does not have */
export const readLedger = async (
  rows: ReadStore,
  tenantId: string,
  accountId: string,
): Promise<LedgerAnswer | undefined> => {
  if (!(await exists(rows, tenantId, accountId))) return undefined;
  const folders = await rows.query<FolderSums>(FOLDERS, [accountId]);
  const [count] = await rows.query<{ messages: number }>(
    'select count(*)::int as messages from ingest.message where account = $1 and not withdrawn',
    [accountId],
  );
  return {
    accountId,
    complete: folders.length > 0 && folders.every(isProved),
    messages: count?.messages ?? 0,
    folders: folders.map(lineOf),
  };
};

/** ING-4: the server's own list was compared with this very ledger, and nothing of it is missing. */
const isProved = ({ backfilled, missing, proof, epoch }: FolderSums): boolean =>
  backfilled && missing === 0 && proof?.epoch === epoch && proof.missing === 0;

const lineOf = (one: FolderSums): LedgerAnswer['folders'][number] => {
  const { folderId, path, epoch, stored, missing, proof } = one;
  const [skipped, quarantined] = [one.skipped ?? [], one.quarantined ?? []];
  return {
    folderId,
    path,
    epoch,
    stored,
    missing,
    listed: stored + missing + sumOf(skipped) + sumOf(quarantined),
    skipped,
    quarantined,
    gone: proof?.gone ?? 0,
    missingUids: toRanges(one.missingUids ?? []).slice(0, 100),
    ...(proof === null ? {} : { provedAt: proof.at, digest: proof.digest }),
  };
};

const sumOf = (reasons: Reasons): number => reasons.reduce((sum, { count }) => sum + count, 0);

interface FolderRow {
  readonly id: string;
  readonly path: string;
  readonly role: FolderRole;
  readonly watch: 'content' | 'location' | 'none';
  readonly gone: boolean;
  readonly parked: string | null;
  readonly messages: number;
  readonly unread: number;
}

export const readFolders = async (
  rows: ReadStore,
  tenantId: string,
  accountId: string,
): Promise<FolderAnswer | undefined> => {
  if (!(await exists(rows, tenantId, accountId))) return undefined;
  const folders = await rows.query<FolderRow>(
    `select f.folder as id, f.path, f.role, f.watch, f.gone, f.parked,
       count(distinct m.message)::int as messages, (count(distinct m.message) filter (where m.flags & 1 = 0))::int as unread
     from ingest.folder f
     left join ingest.place p on p.account = f.account and p.folder = f.folder and p.epoch = f.epoch and p.status = 'stored'
     left join ingest.message m on m.account = p.account and m.message = p.message and not m.withdrawn
     where f.account = $1 group by f.account, f.folder, f.path, f.role, f.watch, f.gone, f.parked order by f.path`,
    [accountId],
  );
  return {
    items: folders.map(({ gone, parked, ...one }) => ({
      ...one,
      state: gone ? 'gone' : parked === null ? 'watched' : 'parked',
      ...(parked === null ? {} : { reason: parked }),
    })),
  };
};

const exists = async (rows: ReadStore, tenantId: string, accountId: string): Promise<boolean> =>
  (await rows.query('select 1 from ingest.account where tenant = $1 and account = $2', [tenantId, accountId])).length >
  0;

import type { FolderList, Ledger } from '@mailfold/contracts/http';
import type { FolderRole } from '@mailfold/contracts';
import type { ReadStore } from '@mailfold/read-store';
import type { z } from 'zod';
import { toRanges } from '../domain/uid-ranges.ts';

type LedgerAnswer = z.input<typeof Ledger>;
type FolderAnswer = z.input<typeof FolderList>;

interface FolderSums {
  readonly folderId: string;
  readonly path: string;
  readonly epoch: number;
  readonly stored: number;
  readonly quarantined: number;
  readonly missing: number;
  readonly skipped: LedgerAnswer['folders'][number]['skipped'] | null;
  readonly missingUids: readonly number[] | null;
  readonly backfilled: boolean;
}

const FOLDERS = `
  select f.folder as "folderId", f.path, f.epoch, f.backfilled,
    coalesce(p.stored, 0)::int as stored, coalesce(p.quarantined, 0)::int as quarantined, coalesce(p.missing, 0)::int as missing,
    p.uids as "missingUids", s.skipped
  from ingest.folder f
  left join lateral (
    select count(*) filter (where status = 'stored') as stored, count(*) filter (where status = 'quarantined') as quarantined,
      count(*) filter (where status = 'missing') as missing, array_agg(uid) filter (where status = 'missing') as uids
    from ingest.place p where p.account = f.account and p.folder = f.folder and p.epoch = f.epoch) p on true
  left join lateral (
    select json_agg(json_build_object('reason', rule, 'count', n)) as skipped from (
      select rule, sum(last - first + 1)::int as n from ingest.skip s
       where s.account = f.account and s.folder = f.folder and s.epoch = f.epoch group by rule order by rule) r) s on true
  where f.account = $1 and not f.gone and f.watch <> 'none' order by f.path`;

const QUARANTINE_REASON = 'see the quarantine for each reason';

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
    complete: folders.length > 0 && folders.every((one) => one.backfilled && one.missing === 0),
    messages: count?.messages ?? 0,
    folders: folders.map((one) => ({
      folderId: one.folderId,
      path: one.path,
      epoch: one.epoch,
      stored: one.stored,
      missing: one.missing,
      listed:
        one.stored + one.quarantined + one.missing + (one.skipped ?? []).reduce((sum, { count: n }) => sum + n, 0),
      skipped: one.skipped ?? [],
      quarantined: one.quarantined === 0 ? [] : [{ reason: QUARANTINE_REASON, count: one.quarantined }],
      gone: 0,
      missingUids: toRanges(one.missingUids ?? []).slice(0, 100),
    })),
  };
};

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

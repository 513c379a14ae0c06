import type { Sql } from '@mailfold/read-store';
import type { ListedFolder } from '../domain/observation.ts';
import type { LedgerSums, MailboxState } from '../domain/state.ts';

const SUMS = `
  with listed as (select unnest($4::bigint[]) as uid),
  known as (
    select uid, case when o.message is null then status else 'out-of-scope' end as status
      from ingest.place left join (
        select message from ingest.message where account = $1 and withdrawn_why = 'out-of-scope') o using (message)
     where account = $1 and folder = $2 and epoch = $3
  ),
  judged as (
    select l.uid, k.status,
      l.uid <= coalesce((select last from ingest.skip where account = $1 and folder = $2 and epoch = $3 and first <= l.uid order by first desc limit 1), 0) as skipped
    from listed l left join known k using (uid)
  )
  select
    (count(*) filter (where status = 'stored'))::int as stored,
    (count(*) filter (where status = 'quarantined'))::int as quarantined,
    (count(*) filter (where status = 'out-of-scope' or (status is null and skipped)))::int as skipped,
    (count(*) filter (where status = 'missing' or (status is null and not skipped)))::int as missing,
    (select count(*) from known k where k.uid < $5 and not exists (select 1 from listed l where l.uid = k.uid))::int as gone
  from judged`;

/** Each UID that the server names is in one of the sums; `gone` are those that the ledger has and the server does not. */
export const loadSums = async (sql: Sql, state: MailboxState, folders: readonly ListedFolder[]): Promise<void> => {
  for (const { folderId, epoch, uids, uidNext } of folders) {
    const [sums] = await sql.query<LedgerSums>(SUMS, [state.accountId, folderId, epoch, uids, uidNext]);
    if (sums !== undefined) state.sums.set(folderId, sums);
  }
};

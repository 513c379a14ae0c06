import type { ReadStore } from '@mailfold/read-store';

/** UIDs by what became of them: a status, or the rule that kept them out. */
export type LedgerLines = Readonly<Record<string, readonly number[]>>;

export const readLines = async (rows: ReadStore, accountId: string, path: string): Promise<LedgerLines> => {
  const lines = await rows.query<{ status: string; uids: number[] }>(
    `select p.status, json_agg(p.uid order by p.uid) as uids from ingest.place p join ingest.folder f using (account, folder, epoch)
      where f.path = $1 and p.account = $2 group by p.status
     union all select s.rule, json_agg(u order by u) from ingest.skip s join ingest.folder f using (account, folder, epoch),
      lateral generate_series(s.first, s.last) u where f.path = $1 and s.account = $2 group by s.rule`,
    [path, accountId],
  );
  return Object.fromEntries(lines.map(({ status, uids }) => [status, uids]));
};

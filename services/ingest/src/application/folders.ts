import type { FolderRole } from '@mailfold/contracts';
import type { FolderList } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import type { Caller } from '@mailfold/service-host';
import type { z } from 'zod';
import { accountFor } from './account-for.ts';

type FolderAnswer = z.input<typeof FolderList>;

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

export const readFolders = async (rows: ReadStore, caller: Caller, accountId: string): Promise<FolderAnswer> => {
  await accountFor(rows, caller, accountId);
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

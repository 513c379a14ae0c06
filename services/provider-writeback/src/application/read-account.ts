import type { FolderRole } from '@mailfold/contracts';
import type { Querying } from './querying.ts';
import type { Account, ActionsState } from '../domain/state.ts';

interface AccountRow extends Account {
  readonly intents: number;
}

export const readAccount = async (sql: Querying, state: ActionsState): Promise<void> => {
  const [row] = await sql.query<AccountRow>(
    `select tenant as "tenantId", owner as "ownerId", state, archive_too as "archiveAtProvider",
            delete_too as "deleteAtProvider", read_too as "syncReadState", intents
       from writeback.account where account = $1`,
    [state.accountId],
  );
  if (row === undefined) return;
  const { intents, ...account } = row;
  state.account = account;
  state.intentCount = intents;
};

interface FolderRow {
  readonly id: string;
  readonly path: string;
  readonly role: FolderRole;
  readonly epoch: number;
  readonly gone: boolean;
}

export const readFolders = async (sql: Querying, state: ActionsState): Promise<void> => {
  const rows = await sql.query<FolderRow>(
    'select folder as id, path, role, epoch, gone from writeback.folder where account = $1',
    [state.accountId],
  );
  for (const row of rows) state.folders.set(row.id, { ...row });
};

import type { AccountState } from '@mailfold/contracts/http';
import type { AccountRow, AccountSet, FolderRow } from './account-set.ts';

/** What an account's state hangs on. */
export type Standing = Pick<AccountRow, 'connection' | 'unreachable' | 'throttled' | 'proved'>;

/**
 * The state of an account: of rows that are a fold of its events and of nothing else, the clock included. Complete needs a proof that
 * still holds (ING-4); a server that shows no folder at all proves nothing. A proof that failed though nothing is missing was overtaken
 * by mail or folders that came meanwhile: the next one tells.
 * @param folders of this account
 */
const stateOf = (account: Standing, folders: readonly FolderRow[]): AccountState => {
  const { connection, unreachable, throttled, proved } = account;
  if (connection !== 'connected') return connection;
  if (unreachable?.side === 'ours') return 'incomplete';
  if (throttled !== null) return 'throttled';
  if (unreachable !== null) return 'unreachable';
  const counting = folders.filter(counts);
  const waits = counting.some((folder) => folder.parked === null && !folder.backfilled);
  if (proved === null || waits || counting.length === 0) return 'catching up';
  if (counting.some((folder) => folder.parked !== null || folder.missing > 0)) return 'incomplete';
  return proved ? 'complete' : 'catching up';
};

const missingOf = (folders: readonly FolderRow[]): number =>
  folders.filter(counts).reduce((sum, { missing }) => sum + missing, 0);

/** Out of scope, or not there any more: nothing to wait for. */
const counts = ({ gone, watch }: FolderRow): boolean => !gone && watch !== 'none';

/** Says anew of each account that a batch touched how it stands. */
export const keepStates = ({ accounts, folders, changed }: AccountSet): void => {
  const byAccount = Map.groupBy(folders.values(), ({ account }) => account);
  for (const [id, row] of accounts) {
    const own = byAccount.get(id) ?? [];
    const [state, missing] = [stateOf(row, own), missingOf(own)];
    if (state === row.state && missing === row.missing) continue;
    Object.assign(row, { state, missing });
    changed.accounts.add(id);
  }
};

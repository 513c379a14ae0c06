import type { AccountStatus, FolderProgress } from '@mailfold/contracts/http';
import type { FolderRow } from './account-set.ts';
import { rateOf } from './pace.ts';

/** A row of `accounts.folder` with how many of its history's UIDs a rule keeps out. */
export interface ProgressRow extends Omit<FolderRow, 'account'> {
  readonly skipped: number;
}

/** SCO-3. */
export const progressOf = (row: ProgressRow, now: Date): FolderProgress => {
  const { folder: folderId, path, role, total, parked } = row;
  const done = row.backfilled ? total : Math.min(total, row.placed + row.skipped);
  const state = stateOf(row, done);
  const rate = state === 'catching up' ? rateOf(row.pace, now) : 0;
  const why = state === 'parked' && parked !== null ? { parked: { reason: parked.reason, since: parked.at } } : {};
  return { folderId, path, role, state, done, total, rate, ...left(total - done, rate, state), ...why };
};

const stateOf = (row: ProgressRow, done: number): FolderProgress['state'] => {
  if (row.gone) return 'gone';
  if (row.parked !== null) return 'parked';
  if (row.backfilled) return 'done';
  return done === 0 ? 'waiting' : 'catching up';
};

const left = (todo: number, rate: number, state: FolderProgress['state']): { readonly secondsLeft?: number } => {
  if (state === 'done') return { secondsLeft: 0 };
  return rate > 0 ? { secondsLeft: Math.ceil(todo / rate) } : {};
};

/** Of what can be synced: folders that are gone or parked are nothing to wait for. */
export const totalsOf = (progress: readonly FolderProgress[]): AccountStatus['totals'] => {
  const open = progress.filter((one) => one.state !== 'gone' && one.state !== 'parked');
  const sum = (pick: (one: FolderProgress) => number): number => open.reduce((total, one) => total + pick(one), 0);
  const [done, total, rate] = [sum((one) => one.done), sum((one) => one.total), sum((one) => one.rate)];
  const allDone = open.length > 0 && open.every((one) => one.state === 'done');
  return { done, total, rate, ...left(total - done, rate, allDone ? 'done' : 'catching up') };
};

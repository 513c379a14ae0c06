import { pause } from '@mailfold/kernel';
import type { ProgressItem } from '@mailfold/cli';
import type { ApiClient } from '@mailfold/client';
import type { AccountStatus } from '@mailfold/contracts/http';
import type { Output } from './output.ts';

const EVERY_MS = 200;

/**
 * Shows progress per folder until no account has anything left to catch up.
 * @param atLeast of the last connection, which must be seen
 */
export const watchAccounts = async (
  client: ApiClient,
  output: Output,
  signal: AbortSignal,
  atLeast: string | undefined,
): Promise<void> => {
  while (!signal.aborted) {
    const { items } = await client.accounts.list({ limit: 200, ...(atLeast === undefined ? {} : { atLeast }) });
    const accounts = await Promise.all(items.map(({ id }) => client.accounts.get(id)));
    output.progress(accounts.flatMap(itemsOf));
    if (accounts.every((account) => account.state !== 'catching up')) return;
    await pause(EVERY_MS, signal);
  }
};

const itemsOf = (account: AccountStatus): readonly ProgressItem[] =>
  account.progress.map((folder) => ({
    label: folder.path,
    done: folder.done,
    total: folder.total,
    rate: folder.rate,
    secondsLeft: folder.secondsLeft,
    finished: folder.state !== 'waiting' && folder.state !== 'catching up',
  }));

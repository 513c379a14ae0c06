import { pause } from '@mailfold/kernel';
import type { AccountStatus, FolderProgress } from '@mailfold/contracts/http';
import { type ApiClient, goesOn } from '@mailfold/client';
import type { Cli } from './cli.ts';
import type { ProgressItem } from './terminal/progress-display.ts';
import { interrupted } from './terminal/read-secret.ts';

const EVERY_MS = 500;

const NOTES: Readonly<Record<FolderProgress['state'], string | undefined>> = {
  waiting: 'waiting',
  'catching up': undefined,
  done: undefined,
  parked: 'cannot be synced',
  gone: 'gone at the provider',
};

const itemOf = (account: AccountStatus, folder: FolderProgress, several: boolean): ProgressItem => ({
  label: several ? `${account.address} ${folder.path}` : folder.path,
  done: folder.done,
  total: folder.total,
  rate: folder.rate,
  secondsLeft: folder.secondsLeft,
  finished: folder.state !== 'waiting' && folder.state !== 'catching up',
  note: NOTES[folder.state],
});

const troubleOf = (account: AccountStatus): readonly ProgressItem[] =>
  account.state === 'catching up' || account.complete || account.lastError === undefined
    ? []
    : [
        {
          label: account.address,
          done: 0,
          total: 0,
          rate: 0,
          finished: false,
          note: `${account.state}: ${account.lastError.words}`,
        },
      ];

export const progressItems = (accounts: readonly AccountStatus[]): readonly ProgressItem[] =>
  accounts.flatMap((account) => [
    ...account.progress.map((folder) => itemOf(account, folder, accounts.length > 1)),
    ...troubleOf(account),
  ]);

/** Shows the progress of these accounts until each is complete or cannot go on by itself. Throws `cli/interrupted` at Ctrl-C. */
export async function watchAccounts(
  cli: Cli,
  client: ApiClient,
  ids: readonly string[],
  atLeast?: string,
): Promise<readonly AccountStatus[]> {
  const display = cli.progress();
  for (;;) {
    const accounts = await Promise.all(
      ids.map((id) => client.accounts.get(id, atLeast === undefined ? {} : { atLeast })),
    );
    display?.show(progressItems(accounts));
    if (!accounts.some(goesOn)) return accounts;
    await pause(EVERY_MS, cli.signal);
    if (cli.signal.aborted) throw interrupted();
  }
}

import type { AccountStatus } from '@mailfold/contracts/http';
import type { Cli } from '../cli.ts';
import { stateWords } from '../account-words.ts';
import { allAccounts, findAccount } from '../find-account.ts';
import { counted } from '../terminal/words.ts';
import { incomplete } from '../usage.ts';
import { progressItems, watchAccounts } from '../watch-accounts.ts';

export interface SyncOptions {
  readonly wait?: boolean;
}

const line = (account: AccountStatus): string =>
  [
    `${account.address}: ${stateWords(account)}, ${counted(account.messages, 'mail')}`,
    ...(account.lastError === undefined
      ? []
      : [`  ${account.lastError.words}`, `  What to do: ${account.lastError.whatToDo}`]),
  ].join('\n');

const active = (account: AccountStatus): boolean => account.state !== 'disconnected';

/** Progress now, or with `--wait` until every account has all its mail. Throws `cli/incomplete` where one has not. */
export async function sync(cli: Cli, account: string | undefined, { wait = false }: SyncOptions): Promise<void> {
  const client = await cli.tenant();
  const ids =
    account === undefined
      ? (await Array.fromAsync(allAccounts(client))).map(({ id }) => id)
      : [await findAccount(client, account)];
  const statuses = wait
    ? await watchAccounts(cli, client, ids)
    : await Promise.all(ids.map((id) => client.accounts.get(id)));
  if (!wait) cli.progress()?.show(progressItems(statuses));
  cli.answer({ accounts: statuses }, () => statuses.map(line).join('\n') || 'No account is connected.');
  if (wait && !statuses.filter(active).every(({ complete }) => complete !== undefined)) {
    throw incomplete('Not every account has all its mail: see above.');
  }
}

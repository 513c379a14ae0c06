import type { AccountStatus, FolderProgress } from '@mailfold/contracts/http';
import type { Cli } from '../cli.ts';
import { findAccount } from '../find-account.ts';
import { type Column, table } from '../terminal/table.ts';
import { count, counted, duration, moment } from '../terminal/words.ts';

const FOLDERS: readonly Column<FolderProgress>[] = [
  { title: 'FOLDER', cell: ({ path }) => path, shrinks: true },
  { title: 'STATE', cell: ({ state }) => state },
  { title: 'DONE', cell: ({ done }) => count(done), align: 'right' },
  { title: 'TOTAL', cell: ({ total }) => count(total), align: 'right' },
  { title: 'PER SECOND', cell: ({ rate }) => (rate > 0 ? count(rate) : ''), align: 'right' },
  {
    title: 'LEFT',
    cell: ({ state, secondsLeft }) => (state === 'done' || secondsLeft === undefined ? '' : duration(secondsLeft)),
    align: 'right',
  },
];

const head = (account: AccountStatus): readonly string[] => [
  `${account.address} (${account.owner.name}): ${account.state}, ${counted(account.messages, 'mail')}`,
  ...(account.complete ? ['The ledger proves that nothing is missing.'] : []),
  ...(account.lastError === undefined
    ? []
    : [`${moment(account.lastError.at)} ${account.lastError.words}`, `What to do: ${account.lastError.whatToDo}`]),
];

export async function accountStatus(cli: Cli, account: string): Promise<void> {
  const client = await cli.tenant();
  const status = await client.accounts.get(await findAccount(client, account));
  cli.answer(status, () =>
    [...head(status), '', table(FOLDERS, status.progress, cli.terminal.answers.columns)].join('\n'),
  );
}

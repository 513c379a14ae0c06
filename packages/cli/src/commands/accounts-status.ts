import type { AccountStatus, FolderProgress } from '@mailfold/contracts/http';
import type { Cli } from '../cli.ts';
import { stateWords } from '../account-words.ts';
import { findAccount } from '../find-account.ts';
import { plainText } from '../terminal/plain-text.ts';
import { type Column, table } from '../terminal/table.ts';
import { count, counted, duration, moment } from '../terminal/words.ts';
import { incomplete } from '../usage.ts';

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
  `${account.address} (${account.owner.name}): ${stateWords(account)}, ${counted(account.messages, 'mail')}`,
  ...(account.lastError === undefined
    ? []
    : [`${moment(account.lastError.at)} ${account.lastError.words}`, `What to do: ${account.lastError.whatToDo}`]),
];

const parked = (account: AccountStatus): readonly string[] =>
  account.progress.flatMap(({ path, parked: why }) =>
    why === undefined ? [] : [`  ${plainText(path)} is parked since ${moment(why.since)}: ${plainText(why.reason)}`],
  );

/** Throws `cli/incomplete` unless the account is complete (ING-4), so that no script takes an answer for good news. */
export async function accountStatus(cli: Cli, account: string): Promise<void> {
  const client = await cli.tenant();
  const status = await client.accounts.get(await findAccount(client, account));
  cli.answer(status, () =>
    [...head(status), '', table(FOLDERS, status.progress, cli.terminal.answers.columns), ...parked(status)].join('\n'),
  );
  if (status.complete === undefined) throw incomplete(`The account is not complete: ${stateWords(status)}.`);
}

import type { Account } from '@mailfold/contracts/http';
import type { Cli } from '../cli.ts';
import { stateWords } from '../account-words.ts';
import { allAccounts } from '../find-account.ts';
import type { Column } from '../terminal/table.ts';
import { count, moment } from '../terminal/words.ts';

const COLUMNS: readonly Column<Account>[] = [
  { title: 'ADDRESS', cell: ({ address }) => address, shrinks: true },
  { title: 'STATE', cell: stateWords },
  { title: 'MAILS', cell: ({ messages }) => count(messages), align: 'right' },
  { title: 'OWNER', cell: ({ owner }) => owner.name, shrinks: true },
  { title: 'CONNECTED', cell: ({ connectedAt }) => moment(connectedAt) },
  { title: 'LAST ERROR', cell: ({ lastError }) => lastError?.words, shrinks: true },
  { title: 'ID', cell: ({ id }) => id },
];

export async function listAccounts(cli: Cli): Promise<void> {
  const accounts = await Array.fromAsync(allAccounts(await cli.tenant()));
  const none = 'No account is connected yet: mailfold accounts connect you@example.com';
  cli.answerRows({ items: accounts }, COLUMNS, accounts, none);
}

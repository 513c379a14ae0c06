import type { Ledger, LedgerFolder } from '@mailfold/contracts/http';
import type { Cli } from '../cli.ts';
import { findAccount } from '../find-account.ts';
import { plainText } from '../terminal/plain-text.ts';
import { type Column, table } from '../terminal/table.ts';
import { count, counted } from '../terminal/words.ts';
import { incomplete } from '../usage.ts';

type Reasons = LedgerFolder['skipped'];

const total = (reasons: Reasons): number => reasons.reduce((sum, reason) => sum + reason.count, 0);

const number = (title: string, of: (folder: LedgerFolder) => number): Column<LedgerFolder> => ({
  title,
  cell: (folder) => count(of(folder)),
  align: 'right',
});

const COLUMNS: readonly Column<LedgerFolder>[] = [
  { title: 'FOLDER', cell: ({ path }) => path, shrinks: true },
  number('LISTED', ({ listed }) => listed),
  number('STORED', ({ stored }) => stored),
  number('SKIPPED', ({ skipped }) => total(skipped)),
  number('QUARANTINED', ({ quarantined }) => total(quarantined)),
  number('GONE', ({ gone }) => gone),
  number('MISSING', ({ missing }) => missing),
];

const reasons = (
  title: string,
  of: (folder: LedgerFolder) => Reasons,
  folders: readonly LedgerFolder[],
): readonly string[] =>
  folders.flatMap((folder) =>
    of(folder).map(
      (reason) => `  ${title} in ${plainText(folder.path)}: ${count(reason.count)} (${plainText(reason.reason)})`,
    ),
  );

/** All folders were compared with the server's own lists at that time or later. */
const comparedAt = (folders: readonly LedgerFolder[]): readonly string[] => {
  const [earliest] = folders.flatMap(({ provedAt }) => provedAt ?? []).toSorted();
  return earliest === undefined ? [] : [`Compared with the server's own list at ${earliest}.`];
};

const words = (found: Ledger, columns: number | undefined): string =>
  [
    table(COLUMNS, found.folders, columns),
    '',
    ...reasons('skipped', ({ skipped }) => skipped, found.folders),
    ...reasons('quarantined', ({ quarantined }) => quarantined, found.folders),
    `${counted(found.messages, 'distinct mail')}. ${found.complete ? 'Complete: nothing is missing.' : 'Not complete yet.'}`,
    ...comparedAt(found.folders),
  ].join('\n');

/** Throws `cli/incomplete` where the ledger does not prove the account. */
export async function ledger(cli: Cli, account: string): Promise<void> {
  const client = await cli.tenant();
  const found = await client.accounts.ledger(await findAccount(client, account));
  cli.answer(found, () => words(found, cli.terminal.answers.columns));
  if (!found.complete) throw incomplete('The ledger does not prove the account to be complete.');
}

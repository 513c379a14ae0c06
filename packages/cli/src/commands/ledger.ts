import type { Ledger, LedgerFolder } from '@mailfold/contracts/http';
import type { Cli } from '../cli.ts';
import { findAccount } from '../find-account.ts';
import { plainText } from '../terminal/plain-text.ts';
import { type Column, table } from '../terminal/table.ts';
import { count, counted, moment } from '../terminal/words.ts';
import { incomplete } from '../usage.ts';

type Reasons = LedgerFolder['skipped'];

const total = (reasons: Reasons): number => reasons.reduce((sum, reason) => sum + reason.count, 0);

const number = (title: string, of: (folder: LedgerFolder) => number): Column<LedgerFolder> => ({
  title,
  cell: (folder) => count(of(folder)),
  align: 'right',
});

const COLUMNS: readonly Column<LedgerFolder>[] = [
  {
    title: 'FOLDER',
    cell: ({ path, epoch, current }) => (current ? path : `${path} (epoch ${epoch}, over)`),
    shrinks: true,
  },
  number('LISTED', ({ listed }) => listed),
  number('STORED', ({ stored }) => stored),
  number('SKIPPED', ({ skipped }) => total(skipped)),
  number('QUARANTINED', ({ quarantined }) => total(quarantined)),
  number('GONE', ({ gone }) => gone),
  number('KEPT', ({ goneKept }) => goneKept),
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

const missing = (folders: readonly LedgerFolder[]): readonly string[] =>
  folders.flatMap(({ path, missingUids: uids }) =>
    uids.length === 0 ? [] : [`  missing in ${plainText(path)}: UIDs ${uids.map(rangeWords).join(', ')}`],
  );

const rangeWords = ([first, last]: readonly [number, number]): string =>
  first === last ? `${first}` : `${first}-${last}`;

const parked = (folders: readonly LedgerFolder[]): readonly string[] =>
  folders.flatMap(({ path, parked: reason }) =>
    reason === undefined ? [] : [`  parked: ${plainText(path)}: ${plainText(reason)}`],
  );

/** All folders were compared with the server's own lists at that time or later. */
const verdict = ({ asOf }: Ledger): string =>
  asOf === undefined ? 'Not complete.' : `Complete: nothing was missing at ${moment(asOf)}, by the server's own lists.`;

const words = (found: Ledger, columns: number | undefined): string =>
  [
    table(COLUMNS, found.folders, columns),
    '',
    ...reasons('skipped', ({ skipped }) => skipped, found.folders),
    ...reasons('quarantined', ({ quarantined }) => quarantined, found.folders),
    ...missing(found.folders),
    ...parked(found.folders),
    `${counted(found.messages, 'distinct mail')}. ${verdict(found)}`,
  ].join('\n');

/** Throws `cli/incomplete` where the ledger does not prove the account. */
export async function ledger(cli: Cli, account: string): Promise<void> {
  const client = await cli.tenant();
  const found = await client.accounts.ledger(await findAccount(client, account));
  cli.answer(found, () => words(found, cli.terminal.answers.columns));
  if (!found.complete) throw incomplete('The ledger does not prove the account to be complete.');
}

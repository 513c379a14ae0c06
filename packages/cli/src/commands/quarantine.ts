import type { QuarantinedMail } from '@mailfold/contracts/http';
import { everyItem } from '@mailfold/client';
import type { Cli } from '../cli.ts';
import { findAccount } from '../find-account.ts';
import type { Column } from '../terminal/table.ts';
import { moment, size } from '../terminal/words.ts';

const COLUMNS: readonly Column<QuarantinedMail>[] = [
  { title: 'FOLDER', cell: ({ path }) => path, shrinks: true },
  { title: 'UID', cell: ({ uid }) => uid, align: 'right' },
  { title: 'REASON', cell: ({ reason }) => reason, shrinks: true },
  { title: 'CODE', cell: ({ code }) => code },
  { title: 'SIZE', cell: ({ size: bytes }) => size(bytes), align: 'right' },
  { title: 'KEPT', cell: ({ kept }) => (kept ? 'yes' : 'no') },
  { title: 'READER', cell: ({ reader }) => reader },
  { title: 'SINCE', cell: ({ at }) => moment(at) },
];

/** Mail of an account that could not be read (ING-5), newest first. */
export async function quarantine(cli: Cli, account: string): Promise<void> {
  const client = await cli.tenant();
  const id = await findAccount(client, account);
  const mails = await Array.fromAsync(everyItem((cursor) => client.accounts.quarantine(id, { cursor })));
  cli.answerRows({ items: mails }, COLUMNS, mails, 'Every mail could be read.');
}

import type { ThreadSummary } from '@mailfold/contracts/http';
import { everyItem } from '@mailfold/client';
import type { Cli } from '../cli.ts';
import { findAccount } from '../find-account.ts';
import type { Column } from '../terminal/table.ts';
import { moment } from '../terminal/words.ts';

export interface MailboxOptions {
  readonly folder: string;
  readonly account?: string;
  readonly unread?: boolean;
  readonly limit: number;
}

const people = ({ participants }: ThreadSummary): string =>
  participants
    .slice(0, 3)
    .map(({ name, address }) => name ?? address)
    .join(', ');

const COLUMNS: readonly Column<ThreadSummary>[] = [
  { title: '', cell: ({ unread }) => (unread > 0 ? '•' : '') },
  { title: 'NEWEST', cell: ({ newestAt }) => moment(newestAt) },
  { title: 'WITH', cell: people, shrinks: true },
  { title: 'MAILS', cell: ({ messages }) => messages, align: 'right' },
  { title: 'SUBJECT', cell: ({ subject }) => subject || '(no subject)', shrinks: true },
  {
    title: 'DEAL',
    cell: ({ deal, suggestedDeals }) => deal?.name ?? (suggestedDeals > 0 ? `${suggestedDeals} possible` : ''),
    shrinks: true,
  },
  { title: 'SEEN BY', cell: ({ visibility }) => (visibility === 'shared' ? 'colleagues' : 'you') },
];

export async function mailbox(cli: Cli, options: MailboxOptions): Promise<void> {
  const client = await cli.user();
  const account = options.account === undefined ? undefined : await findAccount(client, options.account);
  const page = (cursor: string | undefined) =>
    client.mailbox.threads({
      folder: options.folder,
      cursor,
      limit: Math.min(options.limit, 200),
      ...(account === undefined ? {} : { account }),
      ...(options.unread === undefined ? {} : { unread: options.unread }),
    });
  const threads = await Array.fromAsync(everyItem(page, options.limit));
  cli.answerRows({ items: threads }, COLUMNS, threads, 'Nothing here.');
}

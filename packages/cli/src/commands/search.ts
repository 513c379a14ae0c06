import type { SearchHit } from '@mailfold/contracts/http';
import { everyItem } from '@mailfold/client';
import type { Cli } from '../cli.ts';
import type { Column } from '../terminal/table.ts';
import { moment } from '../terminal/words.ts';

export interface SearchOptions {
  readonly in?: string;
  readonly limit: number;
}

const COLUMNS: readonly Column<SearchHit>[] = [
  { title: 'WHEN', cell: ({ at }) => moment(at) },
  { title: 'FROM', cell: ({ from }) => from[0]?.name ?? from[0]?.address, shrinks: true },
  { title: 'SUBJECT', cell: ({ subject }) => subject || '(no subject)', shrinks: true },
  { title: 'FOUND', cell: ({ excerpt }) => excerpt, shrinks: true },
];

export async function search(cli: Cli, words: string, options: SearchOptions): Promise<void> {
  const client = await cli.user();
  const page = (cursor: string | undefined) =>
    client.mailbox.search(words, {
      cursor,
      limit: Math.min(options.limit, 200),
      ...(options.in === undefined ? {} : { in: options.in }),
    });
  const hits = await Array.fromAsync(everyItem(page, options.limit));
  cli.answerRows({ items: hits }, COLUMNS, hits, 'Nothing found.');
}

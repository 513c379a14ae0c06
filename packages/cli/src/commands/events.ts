import type { EventCounts, PublicEvent } from '@mailfold/contracts/http';
import { messageOf } from '@mailfold/kernel';
import type { Cli } from '../cli.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { Column } from '../terminal/table.ts';
import { count, moment } from '../terminal/words.ts';

export interface TailOptions {
  readonly after?: string;
  readonly types?: string;
  /** Past events first. */
  readonly all?: boolean;
  /** Ends after so many. */
  readonly most?: number;
}

const line = ({ position, recordedAt, origin, type, data }: PublicEvent): string =>
  `${position.padStart(8)} ${moment(recordedAt)} ${origin.padEnd(8)} ${type} ${plainText(JSON.stringify(data))}`;

/** Events as they come, until Ctrl-C; goes on by itself when the connection is lost. */
export async function tailEvents(cli: Cli, options: TailOptions): Promise<void> {
  const client = await cli.tenant();
  const events = client.events.follow({
    signal: cli.signal,
    live: options.all !== true,
    ...(options.after === undefined ? {} : { after: options.after }),
    ...(options.types === undefined ? {} : { types: options.types.split(',') }),
    onLost: (error) => cli.say(`Connection lost, trying again: ${messageOf(error)}`),
  });
  let left = options.most ?? Infinity;
  for await (const event of events) {
    cli.answer(event, () => line(event));
    left -= 1;
    if (left <= 0) return;
  }
}

const COLUMNS: readonly Column<EventCounts['types'][number]>[] = [
  { title: 'EVENT', cell: ({ type }) => type },
  { title: 'COUNT', cell: (row) => count(row.count), align: 'right' },
];

export async function countEvents(cli: Cli): Promise<void> {
  const client = await cli.tenant();
  const counts = await client.events.counts();
  const rows = [...counts.types, { type: 'all', count: counts.total }];
  cli.answerRows(counts, COLUMNS, rows, 'No events.');
}

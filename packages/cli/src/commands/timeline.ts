import type { RecordRef, TimelineItem } from '@mailfold/contracts/http';
import { everyItem, type TimelineOf } from '@mailfold/client';
import type { Cli } from '../cli.ts';
import { plainText } from '../terminal/plain-text.ts';
import { type Column, table } from '../terminal/table.ts';
import { moment } from '../terminal/words.ts';
import { usage } from '../usage.ts';

const KINDS: Readonly<Record<string, TimelineOf>> = {
  deal: 'deals',
  contact: 'contacts',
  organisation: 'organisations',
};

export interface TimelineCommandOptions {
  readonly limit: number;
  readonly oldest?: boolean;
}

const first = (people: TimelineItem['from']): string => people[0]?.name ?? people[0]?.address ?? '';

const who = ({ direction, from, to }: TimelineItem): string =>
  direction === 'sent' ? `→ ${first(to)}` : `← ${first(from)}`;

const marks = ({ attachments, copies, differs }: TimelineItem): string =>
  [
    attachments.some(({ inline }) => !inline) ? 'attachment' : '',
    copies > 1 ? `${copies} copies` : '',
    differs ? 'text differs' : '',
  ]
    .filter((mark) => mark !== '')
    .join(', ');

const COLUMNS: readonly Column<TimelineItem>[] = [
  { title: 'WHEN', cell: ({ at }) => moment(at) },
  { title: 'WHO', cell: who, shrinks: true },
  { title: 'SUBJECT', cell: ({ subject }) => subject || '(no subject)', shrinks: true },
  { title: 'MAILBOX OF', cell: ({ mine, owner }) => (mine ? 'you' : owner.name), shrinks: true },
  { title: '', cell: marks },
];

/** The lines of a timeline, its record's name above them. */
export const timelineText = (record: RecordRef, items: readonly TimelineItem[], columns: number | undefined): string =>
  [
    plainText(record.name),
    items.length === 0 ? 'Nothing that this user may see.' : table(COLUMNS, items, columns),
  ].join('\n');

export async function timeline(cli: Cli, kind: string, id: string, options: TimelineCommandOptions): Promise<void> {
  const of = KINDS[kind];
  if (of === undefined)
    throw usage(`A timeline is of a deal, a contact or an organisation, not of "${plainText(kind)}".`);
  const client = await cli.user();
  let record: RecordRef = { id, name: id };
  const page = async (cursor: string | undefined) => {
    const order = options.oldest === true ? 'oldest' : 'newest';
    const answer = await client.timelines.timeline(of, id, { cursor, order, limit: Math.min(options.limit, 200) });
    record = answer.record;
    return answer;
  };
  const items = await Array.fromAsync(everyItem(page, options.limit));
  cli.answer({ record, items }, () => timelineText(record, items, cli.terminal.answers.columns));
}

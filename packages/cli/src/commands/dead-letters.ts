import type { DeadLetter } from '@mailfold/contracts/http';
import { everyItem } from '@mailfold/client';
import type { Cli } from '../cli.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { Column } from '../terminal/table.ts';
import { moment } from '../terminal/words.ts';
import { incomplete } from '../usage.ts';

const COLUMNS: readonly Column<DeadLetter>[] = [
  { title: 'WHEN', cell: ({ at }) => moment(at) },
  { title: 'GROUP', cell: ({ group }) => group },
  { title: 'EVENT', cell: ({ type }) => type },
  { title: 'BEHIND IT', cell: ({ waiting }) => waiting, align: 'right' },
  { title: 'REASON', cell: ({ reason }) => reason, shrinks: true },
  { title: 'ID', cell: ({ id }) => id },
];

export async function listDeadLetters(cli: Cli, options: { readonly group?: string }): Promise<void> {
  const client = await cli.tenant();
  const letters = await Array.fromAsync(everyItem((cursor) => client.operation.deadLetters({ ...options, cursor })));
  cli.answerRows({ items: letters }, COLUMNS, letters, 'No dead letters.');
}

export async function showDeadLetter(cli: Cli, id: string): Promise<void> {
  const client = await cli.tenant();
  const letter = await client.operation.deadLetter(id);
  cli.answer(letter, () =>
    [
      `${letter.type} (${letter.eventId}) at ${letter.position}, parked by ${letter.group} ${moment(letter.at)}`,
      `Reason: ${plainText(letter.reason)}`,
      `${letter.waiting} later events of ${letter.key} wait behind it.`,
      JSON.stringify(letter.data, null, 2),
    ].join('\n'),
  );
}

export async function retryDeadLetter(cli: Cli, id: string): Promise<void> {
  const client = await cli.tenant();
  const { outcome, reason } = await client.operation.retryDeadLetter(id);
  const parked = outcome === 'parked-again';
  cli.answer({ id, outcome, reason }, () =>
    parked ? `Parked again: ${plainText(reason ?? '')}` : 'Handled; what waited behind it goes on.',
  );
  if (parked) throw incomplete('The event could not be handled this time either.');
}

export async function discardDeadLetter(cli: Cli, id: string): Promise<void> {
  const client = await cli.tenant();
  const { outcome } = await client.operation.discardDeadLetter(id);
  cli.answer({ id, outcome }, () => 'Discarded; what waited behind it goes on.');
}

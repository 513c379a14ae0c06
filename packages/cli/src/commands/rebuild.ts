import { pause } from '@mailfold/kernel';
import type { Rebuild, RebuiltView } from '@mailfold/contracts/http';
import type { ApiClient } from '@mailfold/client';
import type { Cli } from '../cli.ts';
import type { ProgressItem } from '../terminal/progress-display.ts';
import { interrupted } from '../terminal/read-secret.ts';
import type { Column } from '../terminal/table.ts';
import { count } from '../terminal/words.ts';
import { incomplete } from '../usage.ts';

const EVERY_MS = 300;

const result = ({ state, equal, reason }: RebuiltView): string => {
  if (state === 'failed') return reason ?? 'failed';
  if (equal === undefined) return state;
  return equal ? 'equal to the live one' : 'NOT equal to the live one';
};

const COLUMNS: readonly Column<RebuiltView>[] = [
  { title: 'VIEW', cell: ({ view }) => view },
  { title: 'EVENTS', cell: ({ events }) => count(events), align: 'right' },
  { title: 'PER SECOND', cell: ({ rate }) => count(rate), align: 'right' },
  { title: 'HASH', cell: ({ hashAfter }) => hashAfter?.slice(0, 16) },
  { title: 'RESULT', cell: result, shrinks: true },
];

const itemOf = ({ view, events, rate, state }: RebuiltView): ProgressItem => ({
  label: view,
  done: events,
  total: state === 'done' ? events : 0,
  rate,
  finished: state === 'done' || state === 'failed',
  note: state === 'folding' ? `${count(events)} events, ${count(rate)}/s` : state,
});

async function finished(cli: Cli, client: ApiClient, started: Rebuild): Promise<Rebuild> {
  const display = cli.progress();
  let current = started;
  for (;;) {
    display?.show(current.views.map(itemOf));
    if (current.state !== 'running') return current;
    await pause(EVERY_MS, cli.signal);
    if (cli.signal.aborted) throw interrupted();
    current = await client.operation.rebuildStatus(current.id);
  }
}

/** Folds one view, or all, anew from the log. Throws `cli/incomplete` where that failed or gave something else than the live view. */
export async function rebuild(cli: Cli, view: string | undefined): Promise<void> {
  const client = await cli.tenant();
  const done = await finished(cli, client, await client.operation.rebuild(view));
  cli.answerRows(done, COLUMNS, done.views, 'There is no view.');
  if (done.state === 'failed') throw incomplete('A view could not be rebuilt; the live one is unchanged.');
  if (done.views.some(({ equal }) => equal === false))
    throw incomplete('A rebuilt view differs from the live one it replaced.');
}

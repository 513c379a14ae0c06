import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench, Line } from '../bench.ts';
import { connectAccount, fillDirectory } from '../engine/connect-account.ts';
import { databaseOf } from '../engine/database-of.ts';
import { EngineProcess } from '../engine/engine-process.ts';
import { median, quantile, rounded } from '../statistics.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { MailSource } from './mail-source.ts';
import { seenInMailbox } from './seen-in-mailbox.ts';

const MAILS = 500;
const HISTORY = 1_000;
const MOST_P50_MS = 20;
const MOST_P99_MS = 100;

/** What became of one mail, in milliseconds from the server's EXISTS on. */
interface Journey {
  readonly search: number;
  readonly fetch: number;
  readonly observed: number;
  readonly attached: number;
  readonly visible: number;
}

/** From the server's EXISTS to the thread in the mailbox, one mail after another over an account with some history. */
export const live: Bench = async ({ size: count = MAILS, profile }) => {
  await using source = await MailSource.start(HISTORY, count);
  await using folder = await TemporaryFolder.make('live');
  await using engine = await EngineProcess.start({ dataDirectory: folder.path, roundMs: 30_000 }, profile);
  await fillDirectory(engine.client, HISTORY);
  const accountId = await connectAccount(engine.client, source.login);
  await engine.settle();
  await using rows = await databaseOf(folder.path);
  const journeys: Journey[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    await pause(randomInt(5, 30));
    const arrival = await source.deliver();
    const { observedAt, attachedAt, visibleAt } = await seenInMailbox(rows, accountId, arrival);
    const since = (at: number | undefined): number => (at ?? Number.NaN) - arrival.existsAt;
    journeys.push({
      search: since(source.firstCommandAt('SEARCH')),
      fetch: since(source.firstCommandAt('FETCH')),
      observed: since(observedAt),
      attached: since(attachedAt),
      visible: since(visibleAt),
    });
  }
  const visible = journeys.map((journey) => journey.visible);
  const [p50, p99] = [median(visible), quantile(visible, 0.99)];
  return {
    result: {
      bench: 'live',
      unit: 'ms',
      ours: rounded(p50, 1),
      peer: null,
      ratio: rounded(Math.min(MOST_P50_MS / p50, MOST_P99_MS / p99), 3),
      goal: 1,
      runs: journeys.length,
    },
    lines: [
      ['server', 'our own IMAP server, beside the bench'],
      ['p50', `${rounded(p50, 1)} ms (limit ${MOST_P50_MS})`],
      ['p99', `${rounded(p99, 1)} ms (limit ${MOST_P99_MS})`],
      ...stages(journeys),
    ],
  };
};

const STAGES: readonly (readonly [string, keyof Journey])[] = [
  ['  EXISTS → SEARCH asked', 'search'],
  ['  … → FETCH asked', 'fetch'],
  ['  … → observed (read, kept, decided)', 'observed'],
  ['  … → attached to its thread', 'attached'],
  ['  … → visible', 'visible'],
];

/** What each stage adds. */
const stages = (journeys: readonly Journey[]): readonly Line[] =>
  STAGES.map(([what, stage], nth): Line => {
    const before = STAGES[nth - 1]?.[1];
    const took = journeys.map((journey) => journey[stage] - (before === undefined ? 0 : journey[before]));
    return [what, `p50 ${rounded(median(took), 1)} ms, p99 ${rounded(quantile(took, 0.99), 1)} ms`];
  });

import type { Bench, Line } from '../bench.ts';
import { connectAccount, fillDirectory } from '../engine/connect-account.ts';
import { databaseOf } from '../engine/database-of.ts';
import { EngineProcess } from '../engine/engine-process.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { MailSource } from './mail-source.ts';
import { againstLimits, HISTORY, oneByOne, spread } from './one-by-one.ts';
import { Onlooker } from './onlooker.ts';

const MAILS = 500;
const MOST = { p50: 20, p99: 100 };

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
  await using onlooker = await Onlooker.open(rows, accountId);
  const journeys = await oneByOne(source, onlooker, count, (arrival, passage): Journey => {
    const since = (at: number | undefined): number => (at ?? Number.NaN) - arrival.existsAt;
    return {
      search: since(source.firstCommandAt('SEARCH')),
      fetch: since(source.firstCommandAt('FETCH')),
      observed: since(passage.observedAt),
      attached: since(passage.attachedAt),
      visible: since(passage.visibleAt),
    };
  });
  const visible = journeys.map((journey) => journey.visible);
  const { result, lines } = againstLimits('live', visible, MOST);
  return { result, lines: [['server', 'our own IMAP server, beside the bench'], ...lines, ...stages(journeys)] };
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
    return spread(what, took);
  });

import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { connectAccount, fillDirectory } from '../engine/connect-account.ts';
import { MailSource } from '../live/mail-source.ts';
import { median, rounded } from '../statistics.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { NpmStart } from './npm-start.ts';

const RUNS = 5;
const MOST_SECONDS = 3;
const HISTORY = 300;
const CALM_MS = 15_000;
const IDLE_MS = 20_000;
const MOST_MEBIBYTES = 200;
const MOST_CORE = 0.01;

/** From `npm start` in a clone with everything installed to the API that answers; and what the engine uses while nothing happens. */
export const start: Bench = async ({ pairs: runs = RUNS, say }) => {
  const first: number[] = [];
  const again: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await using folder = await TemporaryFolder.make('start');
    first.push(await secondsToReady(folder.path));
    again.push(await secondsToReady(folder.path));
    say(`first start ${rounded(first.at(-1) ?? 0, 2)} s, second ${rounded(again.at(-1) ?? 0, 2)} s`);
  }
  const idle = await idleUse();
  const ours = median(first);
  return {
    result: {
      bench: 'start',
      unit: 's',
      ours: rounded(ours, 2),
      peer: null,
      ratio: rounded(MOST_SECONDS / ours, 3),
      goal: 1,
      runs,
    },
    lines: [
      ['first start', `${rounded(ours, 2)} s, with a new database and the demo company (limit ${MOST_SECONDS} s)`],
      ['second start', `${rounded(median(again), 2)} s`],
      ['idle, memory', `${Math.round(idle.mebibytes)} MiB in our Node processes (limit ${MOST_MEBIBYTES})`],
      ['idle, CPU', `${rounded(idle.core * 100, 2)} % of a core (limit ${MOST_CORE * 100} %)`],
      ['idle, PostgreSQL', `${rounded(idle.postgresCore * 100, 2)} % of a core beside it`],
    ],
  };
};

const secondsToReady = async (dataDirectory: string): Promise<number> => {
  const began = performance.now();
  await using started = await NpmStart.run(dataDirectory, []);
  return (started.readyAt - began) / 1_000;
};

interface IdleUse {
  readonly mebibytes: number;
  /** Share of a core. */
  readonly core: number;
  readonly postgresCore: number;
}

/** An engine with a connected account, a while after everything was synced. */
const idleUse = async (): Promise<IdleUse> => {
  await using source = await MailSource.start(HISTORY, 0);
  await using folder = await TemporaryFolder.make('idle');
  await using engine = await NpmStart.run(folder.path, ['--no-demo']);
  await fillDirectory(engine.client, HISTORY);
  await connectAccount(engine.client, source.login);
  const isComplete = async (): Promise<boolean> => {
    const { items } = await engine.client.accounts.list();
    return items.length > 0 && items.every((account) => account.complete);
  };
  while (!(await isComplete())) await pause(200);
  // Readers without work end after a while, and V8 returns what it does not need.
  await pause(CALM_MS);
  const before = engine.meter.cpu();
  await pause(IDLE_MS);
  const after = engine.meter.cpu();
  const share = (seconds: number): number => (seconds * 1_000) / IDLE_MS;
  return {
    mebibytes: engine.meter.mebibytes,
    core: share(after.main + after.readers - before.main - before.readers),
    postgresCore: share(after.postgres - before.postgres),
  };
};

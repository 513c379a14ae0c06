import type { Bench, Line } from '../bench.ts';
import { alternate } from '../pairs.ts';
import { median, rounded } from '../statistics.ts';
import { serveMailbox } from './mail-server.ts';
import { mbsyncVersion, pullWithMbsync } from './mbsync.ts';
import { backfillOnce, type OurBackfill } from './our-backfill.ts';

const MESSAGES = 20_000;
const PAIRS = 5;
const GOAL = 0.8;
const MOST_MEBIBYTES = 400;

/**
 * A mailbox of real mail from Dovecot until every message is stored, parsed, threaded, linked, searchable and visible,
 * against mbsync, which only writes it down.
 */
export const backfill: Bench = async ({ size = MESSAGES, pairs: count = PAIRS, profile, say }) => {
  const version = await mbsyncVersion();
  await using server = await serveMailbox(size);
  const told = <Run>(who: string, seconds: (run: Run) => number, run: Run): Run => {
    say(`${who}: ${Math.round(size / seconds(run))} messages/s`);
    return run;
  };
  const pairs = await alternate(
    count,
    async () => told('ours', (run) => run.seconds, await backfillOnce(server, size, profile)),
    async () => told('mbsync', (seconds) => seconds, await pullWithMbsync(server, size)),
  );
  const ours = pairs.map((pair) => pair.ours);
  return {
    result: {
      bench: 'backfill',
      unit: 'messages/s',
      ours: Math.round(median(ours.map(({ seconds }) => size / seconds))),
      peer: Math.round(median(pairs.map((pair) => size / pair.peer))),
      ratio: rounded(median(pairs.map((pair) => pair.peer / pair.ours.seconds)), 3),
      goal: GOAL,
      runs: pairs.length,
    },
    lines: [['messages', String(size)], ['peer', `${version}, fsync on`], ...linesOf(ours, size)],
  };
};

const linesOf = (runs: readonly OurBackfill[], size: number): readonly Line[] => {
  const peak = Math.max(...runs.map((run) => run.peakMebibytes));
  const cpu = (part: keyof OurBackfill['cpu']): string => {
    const seconds = median(runs.map((run) => run.cpu[part]));
    return `${rounded(seconds, 1)} s, ${Math.round((seconds * 1_000_000) / size)} µs a message`;
  };
  const last = runs.at(-1);
  return [
    ['memory', `${Math.round(peak)} MiB at most in our Node processes (limit ${MOST_MEBIBYTES})`],
    ['CPU, main process', cpu('main')],
    ['CPU, readers', cpu('readers')],
    ['CPU, PostgreSQL', cpu('postgres')],
    ['events', String(last?.events ?? 0)],
    ...(last?.contexts ?? []).map(({ context, events, lastSeconds }): Line => [
      `  ${context}`,
      `${events} events until ${rounded(lastSeconds, 1)} s`,
    ]),
  ];
};

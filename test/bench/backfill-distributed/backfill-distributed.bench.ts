import type { Bench, Line } from '../bench.ts';
import { serveMailbox } from '../backfill/mail-server.ts';
import { backfillOnce } from '../backfill/our-backfill.ts';
import { alternate } from '../pairs.ts';
import { median, rounded } from '../statistics.ts';
import { type DistributedBackfill, distributedBackfill } from './distributed-backfill.ts';

const MESSAGES = 20_000;
const PAIRS = 3;
const GOAL = 0.4;
const MOST_MEBIBYTES = 200;

/** The mailbox of `backfill` with Kafka and every service a process of its own, against the engine in one process. */
export const backfillDistributed: Bench = async ({ size = MESSAGES, pairs: count = PAIRS, profile, say }) => {
  await using server = await serveMailbox(size);
  const told = <Run extends { readonly seconds: number }>(who: string, run: Run): Run => {
    say(`${who}: ${Math.round(size / run.seconds)} messages/s`);
    return run;
  };
  const pairs = await alternate(
    count,
    async () => told('distributed', await distributedBackfill(server, size, profile)),
    async () => told('embedded', await backfillOnce(server, size, undefined)),
  );
  const ours = pairs.map((pair) => pair.ours);
  return {
    result: {
      bench: 'backfill-distributed',
      unit: 'messages/s',
      ours: Math.round(median(ours.map(({ seconds }) => size / seconds))),
      peer: Math.round(median(pairs.map((pair) => size / pair.peer.seconds))),
      ratio: rounded(median(pairs.map((pair) => pair.peer.seconds / pair.ours.seconds)), 3),
      goal: GOAL,
      runs: pairs.length,
    },
    lines: [['messages', String(size)], ['peer', 'the embedded engine'], ...linesOf(ours, size)],
  };
};

const linesOf = (runs: readonly DistributedBackfill[], size: number): readonly Line[] => {
  const names = [...(runs[0]?.peakMebibytes.keys() ?? [])];
  const cpu = (used: (run: DistributedBackfill) => number): string => {
    const seconds = median(runs.map(used));
    return `${rounded(seconds, 1)} s, ${Math.round((seconds * 1_000_000) / size)} µs a message`;
  };
  const peak = (name: string): number => Math.max(...runs.map((run) => run.peakMebibytes.get(name) ?? 0));
  return [
    ['memory', `${Math.round(Math.max(...names.map(peak)))} MiB at most in one service (limit ${MOST_MEBIBYTES} MB)`],
    ...names.map((name): Line => [
      `  ${name}`,
      `${Math.round(peak(name))} MiB; CPU ${cpu((run) => run.cpu.services.get(name) ?? 0)}`,
    ]),
    ['CPU, Kafka', cpu((run) => run.cpu.kafka)],
    ['CPU, PostgreSQL', cpu((run) => run.cpu.postgres)],
    ...(runs.at(-1)?.contexts ?? []).map(({ context, events, lastSeconds }): Line => [
      `  ${context}`,
      `${events} events until ${rounded(lastSeconds, 1)} s`,
    ]),
  ];
};

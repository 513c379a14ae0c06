import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchReport, Line } from '../bench.ts';
import { median, quantile, rounded } from '../statistics.ts';
import type { Arrival, MailSource } from './mail-source.ts';
import type { Onlooker, Passage } from './onlooker.ts';

/** Mail that lies in the account before. */
export const HISTORY = 1_000;
/** Between one mail that was seen and the next, at random: about ten a second. */
const PAUSE_MS = [40, 100] as const;

/** Delivers one mail after another, each when the one before was seen, and tells what became of it. */
export const oneByOne = async <Journey>(
  source: MailSource,
  onlooker: Onlooker,
  count: number,
  journeyOf: (arrival: Arrival, passage: Passage) => Journey,
): Promise<readonly Journey[]> => {
  const journeys: Journey[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    await pause(randomInt(...PAUSE_MS));
    const seen = onlooker.expect();
    const arrival = await source.deliver();
    journeys.push(journeyOf(arrival, await seen(arrival)));
  }
  return journeys;
};

export interface Limits {
  readonly p50: number;
  readonly p99: number;
}

/** How long mails took, in milliseconds, against what they may take. */
export const againstLimits = (bench: string, took: readonly number[], most: Limits): BenchReport => {
  const [p50, p99] = [median(took), quantile(took, 0.99)];
  return {
    result: {
      bench,
      unit: 'ms',
      ours: rounded(p50, 1),
      peer: null,
      ratio: rounded(Math.min(most.p50 / p50, most.p99 / p99), 3),
      goal: 1,
      runs: took.length,
    },
    lines: [
      ['p50', `${rounded(p50, 1)} ms (limit ${most.p50})`],
      ['p99', `${rounded(p99, 1)} ms (limit ${most.p99})`],
    ],
  };
};

export const spread = (what: string, took: readonly number[]): Line => [
  what,
  `p50 ${rounded(median(took), 1)} ms, p99 ${rounded(quantile(took, 0.99), 1)} ms`,
];

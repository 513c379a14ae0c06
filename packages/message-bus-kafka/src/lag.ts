import type { Lag } from '@mailfold/message-bus';
import type { Partition } from './partition.ts';

type Progress = Pick<Partition, 'held' | 'expected' | 'end'>;

/** As of the last fetch of each partition; what ends a transaction counts as one, too, until it is passed. @param now milliseconds since 1970 */
export function lagOf(partitions: Iterable<Progress>, now: number = Date.now()): Lag {
  let [events, oldest] = [0, now];
  for (const { held, expected, end } of partitions) {
    events += held.length + Number(end > expected ? end - expected : 0n);
    const [first] = held;
    if (first !== undefined) oldest = Math.min(oldest, Date.parse(first.event.recordedAt));
  }
  return { events, seconds: (now - oldest) / 1_000 };
}

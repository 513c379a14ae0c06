import type { Lag } from '@mailfold/message-bus';
import type { Partition } from './partition.ts';

type Progress = Pick<Partition, 'held' | 'missed'>;

/**
 * As of the last fetch of each partition; what ends a transaction counts as one, too, until it is passed.
 * @param unread records of the partitions that were not read yet
 * @param now milliseconds since 1970
 */
export function lagOf(partitions: Iterable<Progress>, unread: number, now: number = Date.now()): Lag {
  let [events, oldest] = [unread, now];
  for (const { held, missed } of partitions) {
    events += held.length + (missed?.events ?? 0);
    const since = held[0]?.event.recordedAt ?? missed?.since;
    if (since !== undefined) oldest = Math.min(oldest, Date.parse(since));
  }
  return { events, seconds: (now - oldest) / 1_000 };
}

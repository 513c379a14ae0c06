import type { Partition } from './partition.ts';

type Progress = Pick<Partition, 'finished' | 'unfinished'>;

/**
 * The highest position at which something was finished, with nothing unfinished at or below it among what came.
 * @param otherwise where nothing is ours
 */
export function positionOver(partitions: Iterable<Progress>, otherwise: number): number {
  const all = [...partitions];
  if (all.length === 0) return otherwise;
  const limit = Math.min(...all.map(({ unfinished }) => unfinished ?? Number.POSITIVE_INFINITY));
  return Math.max(0, ...all.map(({ finished }) => finished).filter((finished) => finished < limit));
}

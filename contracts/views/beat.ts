import { partitionOf } from '../topics/partition.ts';
import { rowRecord, type RowRecord } from './row-record.ts';

/**
 * One record for each partition of a view's topic: tombstones of rows that never were. Kafka closes the segment that it writes to only with
 * the next record to that partition, and compacts closed ones only; so without these a row that was taken back stays readable in a quiet partition.
 */
export const beatOf = (topic: string, partitions: number): readonly RowRecord[] =>
  Array.from({ length: partitions }, (_, partition) => rowRecord(topic, keyOn(partition, partitions), undefined, 0));

const keyOn = (partition: number, partitions: number): string => {
  let n = 0;
  while (partitionOf(`beat/${n}`, partitions) !== partition) n += 1;
  return `beat/${n}`;
};

import { partitionOf } from '@mailfold/contracts/topics';

/** One part of all keys: the `index`-th of `of`. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

/** `0-of-1`; part of the transactional id, so another number of shares never fences the ones before by accident. */
export const nameOf = ({ index, of }: Share): string => `${index}-of-${of}`;

export const sharesOf = (of: number): readonly Share[] => Array.from({ length: of }, (_, index) => ({ index, of }));

/**
 * By the hash that also chooses partitions: as the number of partitions is a multiple of the number of shards, a partition has one writer and is in
 * the order of positions, on which consumers rely.
 */
export const isWithin = (share: Share, key: string): boolean =>
  share.of === 1 || partitionOf(key, share.of) === share.index;

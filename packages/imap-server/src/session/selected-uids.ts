import { membersIn, parseSequenceSet } from '../protocol/sequence-set.ts';
import type { SelectedFolder } from './selected-folder.ts';

/** The UIDs that a set of UIDs or of sequence numbers means; numbers of messages that are not there mean nothing. */
export function selectedUids(selected: SelectedFolder, set: string, byUid: boolean): readonly number[] {
  const { uids } = selected;
  if (byUid) return [...membersIn(uids, parseSequenceSet(set, uids.at(-1) ?? 0))];
  const ranges = parseSequenceSet(set, uids.length);
  return ranges.flatMap(([low, high]) => uids.slice(Math.max(0, low - 1), high));
}

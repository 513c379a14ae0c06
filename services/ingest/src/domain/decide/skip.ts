import { fact, MessageSkipped } from '@mailfold/contracts';
import type { Observation, SkipRule } from '../observation.ts';
import { isSkipped, type MailboxState } from '../state.ts';
import { toRanges } from '../uid-ranges.ts';
import type { Facts, IngestFact } from './facts.ts';

/** @param uids ascending or not */
export const skip = (
  { id: folderId, epoch }: { readonly id: string; readonly epoch: number },
  uids: readonly number[],
  rule: SkipRule,
): IngestFact => {
  const ranges = toRanges(uids);
  const subject = `${folderId} ${epoch} ${ranges.join(' ')} ${rule}`;
  return fact(MessageSkipped, subject, { folderId, epoch, uids: ranges, rule });
};

/** UIDs that a rule keeps out; those that are accounted for already are left as they are. */
export const decideSkipped = (state: MailboxState, seen: Extract<Observation, { kind: 'skipped' }>): Facts => {
  const { folderId, epoch, rule } = seen;
  const uids = seen.uids.filter((uid) => !isSkipped(state, { folderId, epoch, uid }));
  return uids.length === 0 ? [] : [skip({ id: folderId, epoch }, uids, rule)];
};

import { fact, MessageSkipped } from '@mailfold/contracts';
import type { Observation, SkipRule } from '../observation.ts';
import { startOf } from '../mailbox-rules.ts';
import { isSkipped, rulesFor, type MailboxState } from '../state.ts';
import { toRanges } from '../uid-ranges.ts';
import type { Facts, IngestFact } from './facts.ts';

type Skipped = Extract<Observation, { kind: 'skipped' }>;

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

/** Who looked may have begun before the scope was changed. */
const isStillSo = (state: MailboxState, { folderId, rule, start }: Skipped): boolean => {
  if (rule === 'before-start') return start === startOf(rulesFor(state).start);
  return rule !== 'location-only' || state.folders.get(folderId)?.watch === 'location';
};

/** UIDs that a rule keeps out; those that are accounted for already are left as they are. */
export const decideSkipped = (state: MailboxState, seen: Skipped): Facts => {
  const { folderId, epoch, rule } = seen;
  if (!isStillSo(state, seen)) return [];
  const uids = seen.uids.filter((uid) => !isSkipped(state, { folderId, epoch, uid }));
  return uids.length === 0 ? [] : [skip({ id: folderId, epoch }, uids, rule)];
};

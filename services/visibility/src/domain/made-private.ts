import { fact, type FactOf, ThreadMadePrivate } from '@mailfold/contracts';
import { rootOf, type SharingState } from './state.ts';

type Reason = FactOf<typeof ThreadMadePrivate>['data']['reason'];

/** By a rule, and only what is shared. */
export const madePrivate = (
  state: SharingState,
  threadId: string,
  reason: Reason,
  rule: string,
): readonly FactOf<typeof ThreadMadePrivate>[] => {
  const root = rootOf(state, threadId);
  if (root?.shared !== true) return [];
  return [fact(ThreadMadePrivate, root.id, { threadId: root.id, by: { kind: 'rule', rule }, reason })];
};

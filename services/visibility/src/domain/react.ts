import {
  AccountConnected,
  ContactUnlinked,
  DealUnlinked,
  DefaultChanged,
  type EventLike,
  fact,
  type FactOf,
  OrganisationUnlinked,
  SettingsChanged,
  ThreadDeleted,
  type ThreadMadePrivate,
  ThreadShared,
  ThreadsMerged,
  ThreadStarted,
} from '@mailfold/contracts';
import { madePrivate } from './made-private.ts';
import { rootOf, type SharingState } from './state.ts';

export type SharingFacts = readonly FactOf<typeof DefaultChanged | typeof ThreadShared | typeof ThreadMadePrivate>[];

const BY_HAND = 'by-hand';

/** What follows from one input, observed already. */
export const react = (state: SharingState, input: EventLike): SharingFacts => {
  if (AccountConnected.is(input) || SettingsChanged.is(input)) {
    const visibility = input.data.settings.defaultVisibility;
    return visibility === state.standard ? [] : [fact(DefaultChanged, state.accountId, { visibility })];
  }
  if (ThreadStarted.is(input)) return shareByDefault(state, input.data.threadId);
  if (ThreadsMerged.is(input)) {
    // THR-5: shared only if all its parts were.
    const parts = input.data.absorbed.map((id) => state.threads.get(id));
    return parts.every((part) => part?.shared === true)
      ? []
      : madePrivate(state, input.data.survivor, 'merge', 'merge@1');
  }
  if (ThreadDeleted.is(input)) return madePrivate(state, input.data.threadId, 'deleted', 'deleted@1');
  if (ContactUnlinked.is(input) || DealUnlinked.is(input) || OrganisationUnlinked.is(input)) {
    // VIS-6: only the owner may widen an audience; a restricting record that a rule took away makes the thread private.
    const { threadId, why } = input.data;
    return why.rule === BY_HAND ? [] : madePrivate(state, threadId, 'record-removed', 'record-removed@1');
  }
  return [];
};

const shareByDefault = (state: SharingState, threadId: string): SharingFacts =>
  state.standard === 'shared' && !state.ownerGone && rootOf(state, threadId)?.shared === false
    ? [fact(ThreadShared, threadId, { threadId, by: { kind: 'default' } })]
    : [];

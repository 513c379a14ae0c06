import {
  AccountConnected,
  type EventLike,
  fact,
  LinkingSettingsChanged,
  MessageAttached,
  MessageRestored,
  MessageWithdrawn,
  SettingsChanged,
  ThreadsMerged,
} from '@mailfold/contracts';
import type { LinkFact } from './contacts.ts';
import { recompute } from './recompute.ts';
import { type LinksState, rootOf } from './state.ts';

/** What follows from one input, observed already. */
export const react = (state: LinksState, input: EventLike): readonly LinkFact[] => {
  if (MessageAttached.is(input)) return recomputeThread(state, input.data.threadId, true);
  if (ThreadsMerged.is(input)) return recomputeThread(state, input.data.survivor, true);
  if (MessageWithdrawn.is(input) || MessageRestored.is(input)) {
    const thread = state.messages.get(input.data.messageId)?.thread;
    return recomputeThread(state, thread, MessageRestored.is(input));
  }
  if (AccountConnected.is(input) || SettingsChanged.is(input)) {
    const { autoLink } = input.data.settings;
    return state.announcedAutoLink === autoLink ? [] : [fact(LinkingSettingsChanged, state.accountId, { autoLink })];
  }
  return [];
};

const recomputeThread = (state: LinksState, threadId: string | undefined, mayLink: boolean): readonly LinkFact[] => {
  const root = threadId === undefined ? undefined : rootOf(state, threadId);
  return root === undefined ? [] : recompute(state, root, { mayLink });
};

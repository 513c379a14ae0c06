import {
  AccountDisconnected,
  type EventLike,
  fact,
  MessageAttached,
  ProviderChangeRefused,
  SettingsChanged,
  ThreadsMerged,
} from '@mailfold/contracts';
import { uuid5 } from '@mailfold/kernel';
import { threadFacts, type WritebackFact } from './facts.ts';
import { isWanted } from './provider-follows.ts';
import { type ActionsState, type Intent, isOpen, rootOf, shownOf } from './state.ts';

type Input = EventLike & { readonly id: string; readonly meta: { readonly origin: string } };

/** What follows from one input, observed already. */
export const react = (state: ActionsState, input: Input): readonly WritebackFact[] => {
  if (MessageAttached.is(input)) return bringBack(state, input, input.data);
  if (ThreadsMerged.is(input)) return keepInInbox(state, input, input.data);
  if (AccountDisconnected.is(input)) return refuseOpen(state, () => true, DISCONNECTED);
  if (SettingsChanged.is(input)) {
    const { account } = state;
    return refuseOpen(
      state,
      ({ change, attempts }) => attempts === 0 && account !== undefined && !isWanted(account, change),
      SETTING_OFF,
    );
  }
  return [];
};

interface Refusal {
  readonly code: string;
  readonly reason: string;
}

const DISCONNECTED: Refusal = {
  code: 'writeback/disconnected',
  reason: 'The account was disconnected before the provider had confirmed the change.',
};
const SETTING_OFF: Refusal = {
  code: 'writeback/setting-off',
  reason: 'The setting was switched off before the provider was asked.',
};

const refuseOpen = (
  state: ActionsState,
  concerned: (intent: Intent) => boolean,
  refusal: Refusal,
): readonly WritebackFact[] =>
  [...state.intents.values()]
    .filter((intent) => isOpen(intent) && concerned(intent))
    .toSorted((a, b) => a.nth - b.nth)
    .map(({ id }) => fact(ProviderChangeRefused, id, { intentId: id, ...refusal }));

/** WBK-2: only live received mail un-archives; own sent and backfilled mail never. */
const bringBack = (
  state: ActionsState,
  { id, meta }: Input,
  { threadId, messageId }: { readonly threadId: string; readonly messageId: string },
): readonly WritebackFact[] => {
  const live = meta.origin === 'live' && state.messages.get(messageId)?.direction === 'received';
  return live ? unarchive(state, id, threadId, 'live-mail@1') : [];
};

/** THR-5: archived only if all its parts were. */
const keepInInbox = (
  state: ActionsState,
  { id }: Input,
  { survivor, absorbed }: { readonly survivor: string; readonly absorbed: readonly string[] },
): readonly WritebackFact[] => {
  const allWere = absorbed.every((one) => state.threads.get(one)?.archived === true);
  return allWere ? [] : unarchive(state, id, survivor, 'merge@1');
};

/** The provider is not asked: mail that lies in its archive was put there on the owner's word. */
const unarchive = (state: ActionsState, cause: string, threadId: string, rule: string): readonly WritebackFact[] => {
  const thread = rootOf(state, threadId);
  if (thread?.archived !== true) return [];
  return threadFacts('unarchive', {
    threadId: thread.id,
    actionId: uuid5(cause, 'unarchive', thread.id),
    messageIds: shownOf(state, thread).map((message) => message.id),
    by: { kind: 'rule', rule },
    provider: 'nothing-there',
  });
};

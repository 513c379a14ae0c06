import { AccountConnected, DealLinked, DealUnlinked, type EventLike, MessageObserved } from '@mailfold/contracts';
import { joinerFor, rulesOf } from './mailbox-rules.ts';
import type { ObservedMessage } from './policy.ts';
import { rootOf, type ThreadingState } from './state.ts';

/** Folds what others said: accounts, messages, and the deals that keep threads apart (THR-6). */
export const observe = (state: ThreadingState, input: EventLike): void => {
  if (MessageObserved.is(input)) {
    observeMessage(state, input.data);
    return;
  }
  if (AccountConnected.is(input)) {
    state.rules = rulesOf(input.data);
    state.joiner = joinerFor(state.rules);
    state.changed.rules = true;
  }
  if (DealLinked.is(input)) setDeal(state, input.data.threadId, input.data.dealId);
  if (DealUnlinked.is(input) && rootOf(state, input.data.threadId)?.deal === input.data.dealId) {
    setDeal(state, input.data.threadId, undefined);
  }
};

const observeMessage = (state: ThreadingState, message: ObservedMessage): void => {
  const { messageId: id, receivedAt, internetMessageId } = message;
  const idKey = internetMessageId === undefined ? undefined : state.joiner?.messageIdKey(internetMessageId);
  state.messages.set(id, { id, receivedAt, idKey, thread: state.messages.get(id)?.thread });
  if (idKey !== undefined && !state.byIdKey.has(idKey)) state.byIdKey.set(idKey, id);
  state.changed.messages.add(id);
};

const setDeal = (state: ThreadingState, threadId: string, deal: string | undefined): void => {
  const root = rootOf(state, threadId);
  if (root === undefined) return;
  root.deal = deal;
  state.changed.threads.add(root.id);
};

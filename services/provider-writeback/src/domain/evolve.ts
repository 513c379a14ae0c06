import {
  type EventLike,
  ProviderChangeAcknowledged,
  ProviderChangeAttempted,
  ProviderChangeOvertaken,
  ProviderChangeRefused,
  ProviderChangeRequested,
  ThreadArchived,
  ThreadDeleted,
  ThreadMarkedRead,
  ThreadMarkedUnread,
  ThreadUnarchived,
} from '@mailfold/contracts';
import { changeMessage } from './observe-messages.ts';
import { type ActionsState, type Intent, isOpen, type Move, rootOf } from './state.ts';

type Own = EventLike & { readonly meta: { readonly occurredAt: string } };

/** Folds one event of the writeback stream. */
export const evolve = (state: ActionsState, own: Own): void => {
  evolveThread(state, own);
  evolveIntent(state, own);
};

const KINDS = [
  [ThreadArchived, 'archive'],
  [ThreadUnarchived, 'unarchive'],
  [ThreadDeleted, 'delete'],
  [ThreadMarkedRead, 'read'],
  [ThreadMarkedUnread, 'unread'],
] as const;

const evolveThread = (state: ActionsState, own: Own): void => {
  for (const [definition, kind] of KINDS) {
    if (!definition.is(own)) continue;
    const { actionId: id, threadId, messageIds, provider } = own.data;
    // A thread too long for one event has several: the first one says what the provider does.
    if (!state.actions.has(id)) state.actions.set(id, { id, threadId, kind, at: own.meta.occurredAt, provider });
    if (kind === 'archive' || kind === 'unarchive') setArchived(state, threadId, kind === 'archive');
    else for (const messageId of messageIds) changeMessage(state, messageId, CHANGES[kind]);
  }
};

const CHANGES = {
  delete: (message: { gone: boolean; deleted: boolean }) => (message.gone = message.deleted = true),
  read: (message: { seen: boolean }) => (message.seen = true),
  unread: (message: { seen: boolean }) => (message.seen = false),
} as const;

const setArchived = (state: ActionsState, threadId: string, archived: boolean): void => {
  const thread = rootOf(state, threadId);
  if (thread === undefined) return;
  thread.archived = archived;
  state.changed.threads.add(thread.id);
};

const evolveIntent = (state: ActionsState, own: Own): void => {
  if (ProviderChangeRequested.is(own)) request(state, own.data);
  if (ProviderChangeAttempted.is(own)) {
    const { attempt } = own.data;
    change(state, own.data.intentId, { state: 'attempted', attempts: attempt });
  }
  const finishedAt = own.meta.occurredAt;
  if (ProviderChangeAcknowledged.is(own)) {
    const { intentId, moves } = own.data;
    change(state, intentId, { state: 'acknowledged', moves, finishedAt });
    for (const move of moves) relocate(state, move);
  }
  if (ProviderChangeRefused.is(own)) {
    change(state, own.data.intentId, { state: 'refused', reason: own.data.reason, finishedAt });
  }
  if (ProviderChangeOvertaken.is(own)) {
    change(state, own.data.intentId, { state: 'overtaken', reason: own.data.reason, finishedAt });
  }
};

type Requested = Pick<Intent, 'actionId' | 'threadId' | 'change' | 'messages'> & { readonly intentId: string };

const request = (
  state: ActionsState,
  { intentId: id, actionId, threadId, change: what, messages }: Requested,
): void => {
  state.intentCount += 1;
  state.changed.account = true;
  const open = { state: 'waiting', attempts: 0, moves: [], reason: undefined, finishedAt: undefined } as const;
  state.intents.set(id, { id, actionId, threadId, change: what, messages, nth: state.intentCount, ...open });
  state.changed.intents.add(id);
};

const change = (state: ActionsState, id: string, to: Partial<Intent>): void => {
  const intent = state.intents.get(id);
  if (intent === undefined || !isOpen(intent)) return;
  state.intents.set(id, { ...intent, ...to });
  state.changed.intents.add(id);
};

/** Known at once where the provider said it; where it did not, sync will. What is asked next must not name an emptied place. */
const relocate = (state: ActionsState, { messageId, from, to }: Move): void => {
  if (to === undefined) return;
  changeMessage(state, messageId, (message) => {
    const others = message.locations.filter((one) => !samePlace(one, from) && !samePlace(one, to));
    message.locations = [...others, to];
  });
};

const samePlace = (a: Move['from'], b: Move['from']): boolean =>
  a.folderId === b.folderId && a.epoch === b.epoch && a.uid === b.uid;

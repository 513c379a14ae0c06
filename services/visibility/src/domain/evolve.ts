import {
  DefaultChanged,
  type EventLike,
  MessageHidden,
  MessageShown,
  ThreadMadePrivate,
  ThreadShared,
} from '@mailfold/contracts';
import { rootOf, type SharedThread, type SharingState } from './state.ts';

/** Folds one event of the visibility stream. */
export const evolve = (state: SharingState, own: EventLike): void => {
  if (DefaultChanged.is(own)) {
    state.standard = own.data.visibility;
    state.changed.account = true;
  }
  if (ThreadShared.is(own)) change(state, own.data.threadId, (thread) => (thread.shared = true));
  if (ThreadMadePrivate.is(own)) change(state, own.data.threadId, (thread) => (thread.shared = false));
  if (MessageHidden.is(own)) change(state, own.data.threadId, (thread) => thread.hidden.add(own.data.messageId));
  if (MessageShown.is(own)) change(state, own.data.threadId, (thread) => thread.hidden.delete(own.data.messageId));
};

const change = (state: SharingState, threadId: string, apply: (thread: SharedThread) => unknown): void => {
  const root = rootOf(state, threadId);
  if (root === undefined) return;
  apply(root);
  state.changed.threads.add(root.id);
};

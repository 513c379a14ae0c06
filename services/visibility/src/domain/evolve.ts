import {
  DefaultChanged,
  type EventLike,
  MessageHidden,
  MessageShown,
  OwnerRemoved,
  OwnerRestored,
  ThreadMadePrivate,
  ThreadShared,
  type DataOf,
} from '@mailfold/contracts';
import { rootOf, type SharedThread, type SharingState } from './state.ts';

/** Folds one event of the visibility stream. */
export const evolve = (state: SharingState, own: EventLike): void => {
  if (DefaultChanged.is(own)) {
    state.standard = own.data.visibility;
    state.changed.account = true;
  }
  if (OwnerRemoved.is(own) || OwnerRestored.is(own)) {
    state.ownerGone = OwnerRemoved.is(own);
    state.ownerVersion = own.data.version;
    state.changed.account = true;
  }
  if (ThreadShared.is(own)) share(state, own.data);
  if (ThreadMadePrivate.is(own)) change(state, own.data.threadId, (thread) => (thread.shared = false));
  if (MessageHidden.is(own)) change(state, own.data.threadId, (thread) => thread.hidden.add(own.data.messageId));
  if (MessageShown.is(own)) change(state, own.data.threadId, (thread) => thread.hidden.delete(own.data.messageId));
};

/**
 * A default is decided when its thread starts, before any merge is known; in the log the merge may stand before it. Then it
 * says something of that part, never of the whole (THR-5).
 */
const share = (state: SharingState, { threadId, by }: DataOf<typeof ThreadShared>): void => {
  const part = state.threads.get(threadId);
  if (by.kind !== 'default' || part === undefined) return change(state, threadId, (thread) => (thread.shared = true));
  part.shared = true;
  state.changed.threads.add(threadId);
};

const change = (state: SharingState, threadId: string, apply: (thread: SharedThread) => unknown): void => {
  const root = rootOf(state, threadId);
  if (root === undefined) return;
  apply(root);
  state.changed.threads.add(root.id);
};

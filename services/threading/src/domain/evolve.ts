import {
  type DataOf,
  type EventLike,
  MergeSuggested,
  MessageAttached,
  ThreadsMerged,
  ThreadStarted,
} from '@mailfold/contracts';
import { rootOf, type Thread, type ThreadingState } from './state.ts';

/** Folds one event of the threading stream. */
export const evolve = (state: ThreadingState, own: EventLike): void => {
  if (ThreadStarted.is(own)) startThread(state, own.data.threadId);
  if (MessageAttached.is(own)) attach(state, own.data);
  if (ThreadsMerged.is(own)) merge(state, own.data);
  if (MergeSuggested.is(own)) {
    state.held.set(own.data.bridge, { bridge: own.data.bridge, threads: own.data.threads });
    state.changed.held.add(own.data.bridge);
  }
};

const startThread = (state: ThreadingState, id: string): void => {
  state.threads.set(id, { id, root: id, deal: undefined, firstAt: '', firstMessage: '' });
  state.changed.threads.add(id);
};

const attach = (state: ThreadingState, event: DataOf<typeof MessageAttached>): void => {
  const { messageId: id, receivedAt, threadId } = event;
  const message = state.messages.get(id);
  if (message === undefined) state.messages.set(id, { id, receivedAt, idKey: undefined, thread: threadId });
  else message.thread = threadId;
  state.changed.messages.add(id);
  for (const join of event.joins) {
    if (state.joins.has(join)) continue;
    state.joins.set(join, threadId);
    state.changed.joins.add(join);
  }
  const root = rootOf(state, threadId);
  if (root !== undefined) keepFirst(state, root, { firstAt: receivedAt, firstMessage: id });
};

const merge = (state: ThreadingState, event: DataOf<typeof ThreadsMerged>): void => {
  const survivor = rootOf(state, event.survivor);
  if (survivor === undefined) return;
  for (const id of event.absorbed) {
    const absorbed = rootOf(state, id);
    if (absorbed === undefined || absorbed === survivor) continue;
    survivor.deal ??= absorbed.deal;
    keepFirst(state, survivor, absorbed);
    absorbed.root = survivor.id;
    state.changed.threads.add(absorbed.id);
  }
  state.changed.threads.add(survivor.id);
  state.changed.merges.push({ survivor: survivor.id, absorbed: event.absorbed });
  if (state.held.delete(event.bridge)) state.changed.held.add(event.bridge);
};

const keepFirst = (state: ThreadingState, thread: Thread, other: Pick<Thread, 'firstAt' | 'firstMessage'>): void => {
  if (thread.firstAt !== '' && !isEarlier(other, thread)) return;
  thread.firstAt = other.firstAt;
  thread.firstMessage = other.firstMessage;
  state.changed.threads.add(thread.id);
};

export const isEarlier = (
  a: Pick<Thread, 'firstAt' | 'firstMessage'>,
  b: Pick<Thread, 'firstAt' | 'firstMessage'>,
): boolean => (a.firstAt === b.firstAt ? a.firstMessage < b.firstMessage : a.firstAt < b.firstAt);

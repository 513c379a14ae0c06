import { messageIds } from '@mailfold/mail';
import type { ObservedMessage } from './policy.ts';
import { rootOf, type Thread, type ThreadedMessage, type ThreadingState } from './state.ts';

/**
 * Where a bridge lives while its threads stay apart (THR-6): in the thread that its In-Reply-To names, else in that of
 * the newest earlier message by INTERNALDATE, then id.
 */
export const homeOf = (state: ThreadingState, message: ObservedMessage, roots: readonly Thread[]): Thread =>
  repliedTo(state, message, roots) ??
  newestEarlier(state, message, roots) ??
  roots.reduce((a, b) => (a.id < b.id ? a : b));

const repliedTo = (state: ThreadingState, message: ObservedMessage, roots: readonly Thread[]): Thread | undefined => {
  for (const parent of message.inReplyTo.flatMap((one) => messageIds(one))) {
    const known = state.byIdKey.get(state.joiner?.messageIdKey(parent) ?? '');
    const thread = state.messages.get(known ?? '')?.thread;
    const root = thread === undefined ? undefined : rootOf(state, thread);
    if (root !== undefined && roots.includes(root)) return root;
  }
  return undefined;
};

const newestEarlier = (
  state: ThreadingState,
  message: ObservedMessage,
  roots: readonly Thread[],
): Thread | undefined => {
  const place = placeOf(message.receivedAt, message.messageId);
  let best: { place: string; root: Thread } | undefined;
  for (const candidate of state.messages.values()) {
    const root = rootIn(state, candidate, roots);
    const at = placeOf(candidate.receivedAt, candidate.id);
    if (root === undefined || at >= place || (best !== undefined && at <= best.place)) continue;
    best = { place: at, root };
  }
  return best?.root;
};

const rootIn = (state: ThreadingState, message: ThreadedMessage, roots: readonly Thread[]): Thread | undefined => {
  const root = message.thread === undefined ? undefined : rootOf(state, message.thread);
  return root !== undefined && roots.includes(root) ? root : undefined;
};

// RFC 3339 in UTC with milliseconds sorts as text.
const placeOf = (receivedAt: string, id: string): string => `${receivedAt} ${id}`;

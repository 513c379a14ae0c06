import {
  DealLinked,
  DealUnlinked,
  type EventLike,
  fact,
  type FactOf,
  MergeSuggested,
  MessageAttached,
  MessageObserved,
  ThreadsMerged,
  ThreadStarted,
} from '@mailfold/contracts';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { homeOf } from './home.ts';
import type { Joiner } from './mailbox-rules.ts';
import { mergeable, survivorOf } from './merging.ts';
import type { ObservedMessage } from './policy.ts';
import { rootOf, type Thread, type ThreadingState } from './state.ts';

type Facts = readonly FactOf<
  typeof ThreadStarted | typeof MessageAttached | typeof ThreadsMerged | typeof MergeSuggested
>[];

/** What follows from one input, observed already (THR-1, THR-5, THR-6). */
export const react = (state: ThreadingState, input: EventLike): Facts => {
  if (MessageObserved.is(input)) return thread(state, input.data);
  if (DealLinked.is(input) || DealUnlinked.is(input)) return releaseHeld(state);
  return [];
};

const thread = (state: ThreadingState, message: ObservedMessage): Facts => {
  // SCO-1: drafts show to their owner only and are never threaded.
  if (message.direction === 'draft') return [];
  if (state.messages.get(message.messageId)?.thread !== undefined) return [];
  const joiner = joinerOf(state);
  const joins = joiner.joins(message);
  const attachTo = (threadId: string) =>
    fact(MessageAttached, message.messageId, {
      threadId,
      messageId: message.messageId,
      policy: joiner.policy,
      joins: [...joins],
      receivedAt: message.receivedAt,
    });
  const roots = rootsOfJoins(state, joins);
  const [only] = roots;
  if (only === undefined) {
    const threadId = uuid5(NAMESPACES.thread, state.accountId, message.messageId);
    return [fact(ThreadStarted, threadId, { threadId, policy: joiner.policy }), attachTo(threadId)];
  }
  if (roots.length === 1) return [attachTo(only.id)];
  return bridge(state, message, roots, joiner.policy, attachTo);
};

const bridge = (
  state: ThreadingState,
  message: ObservedMessage,
  roots: readonly Thread[],
  policy: string,
  attachTo: (threadId: string) => FactOf<typeof MessageAttached>,
): Facts => {
  const together = mergeable(roots, () => homeOf(state, message, roots));
  const survivor = survivorOf(together);
  const absorbed = together.filter((one) => one !== survivor).map((one) => one.id);
  const apart = roots.filter((one) => !together.includes(one)).map((one) => one.id);
  const merged = fact(ThreadsMerged, survivor.id, {
    survivor: survivor.id,
    absorbed,
    bridge: message.messageId,
    policy,
  });
  const threads = [survivor.id, ...apart];
  const suggested = fact(MergeSuggested, message.messageId, { threads, bridge: message.messageId, policy });
  return [
    ...(absorbed.length > 0 ? [merged] : []),
    attachTo(survivor.id),
    ...(apart.length > 0 && !isHeld(state, threads) ? [suggested] : []),
  ];
};

/** Held merges are decided anew at each change of links. */
const releaseHeld = (state: ThreadingState): Facts => {
  for (const held of state.held.values()) {
    const roots = rootsOf(state, held.threads);
    const [first] = roots;
    if (first === undefined || roots.length < 2) continue;
    const together = mergeable(roots, () => roots.find((one) => one.deal !== undefined) ?? first);
    if (together.length < roots.length) continue;
    const survivor = survivorOf(together);
    const absorbed = together.filter((one) => one !== survivor).map((one) => one.id);
    return [
      fact(ThreadsMerged, survivor.id, {
        survivor: survivor.id,
        absorbed,
        bridge: held.bridge,
        policy: joinerOf(state).policy,
      }),
    ];
  }
  return [];
};

const isHeld = (state: ThreadingState, threads: readonly string[]): boolean => {
  const wanted = keyOfRoots(state, threads);
  return state.held.values().some((held) => keyOfRoots(state, held.threads) === wanted);
};

const keyOfRoots = (state: ThreadingState, threads: readonly string[]): string =>
  rootsOf(state, threads)
    .map((one) => one.id)
    .toSorted()
    .join();

const rootsOf = (state: ThreadingState, threads: readonly string[]): readonly Thread[] => {
  const roots: Thread[] = [];
  for (const id of threads) addRoot(state, id, roots);
  return roots;
};

const rootsOfJoins = (state: ThreadingState, joins: readonly string[]): readonly Thread[] => {
  const roots: Thread[] = [];
  for (const join of joins) {
    const threadId = state.joins.get(join);
    if (threadId !== undefined) addRoot(state, threadId, roots);
  }
  return roots;
};

const addRoot = (state: ThreadingState, threadId: string, roots: Thread[]): void => {
  const root = rootOf(state, threadId);
  if (root !== undefined && !roots.includes(root)) roots.push(root);
};

const joinerOf = (state: ThreadingState): Joiner => {
  if (state.joiner === undefined)
    throw new Error(`account ${state.accountId}: mail came before account.AccountConnected`);
  return state.joiner;
};

import { ThreadDeleted, ThreadMadePrivate, ThreadShared } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { rootOf, type WorkingSet } from '../threads/working-set.ts';

/** What may have to leave for subscribers: the row of a thread, alone or with those of all its messages, or the row of a message. */
export type Change =
  | { readonly kind: 'thread' | 'whole'; readonly account: string; readonly id: string }
  | { readonly kind: 'message'; readonly account: string; readonly id: string };

const DECIDE_SHARING = [ThreadShared, ThreadMadePrivate, ThreadDeleted] as const;

/** Of a folded batch, each named once. Names too much rather than too little: whoever publishes looks at the rows. */
export const changesOf = (set: WorkingSet, events: readonly StoredEvent[]): readonly Change[] => {
  const wholes = wholeThreads(set, events);
  const threads = [...set.changed.threads].filter((id) => !wholes.has(id));
  const named = (kind: 'thread' | 'whole', ids: Iterable<string>): Change[] =>
    [...ids].flatMap((id) => {
      const account = set.threads.get(id)?.account;
      return account === undefined ? [] : [{ kind, account, id }];
    });
  return [...named('whole', wholes), ...named('thread', threads), ...messages(set, wholes)];
};

/** Links or sharing of these may have changed, and so what may be seen of every message; merged ones among them. */
const wholeThreads = (set: WorkingSet, events: readonly StoredEvent[]): ReadonlySet<string> => {
  const wholes = new Set(set.changed.links);
  for (const event of events) {
    for (const one of DECIDE_SHARING) {
      const root = one.is(event) ? rootOf(set, event.data.threadId) : undefined;
      if (root !== undefined) wholes.add(root.id);
    }
  }
  return wholes;
};

const messages = (set: WorkingSet, wholes: ReadonlySet<string>): Change[] =>
  [...set.changed.messages].flatMap((id): Change[] => {
    const message = set.messages.get(id);
    if (message?.thread === undefined) return [];
    const root = rootOf(set, message.thread);
    if (root !== undefined && wholes.has(root.id) && message.observed !== undefined) return [];
    // One that is new has no row to take back, and in a private thread it gets none: most mail of a backfill.
    const isUnseen = message.observed !== undefined && root?.shared !== true;
    return isUnseen ? [] : [{ kind: 'message', account: message.account, id }];
  });

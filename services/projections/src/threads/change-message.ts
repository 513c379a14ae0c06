import { SEEN } from './flag-bits.ts';
import { addEnd, addShare, type Share } from './sums.ts';
import { type MessageRow, rootOf, type ThreadRow, type WorkingSet } from './working-set.ts';

interface Counted extends Share {
  readonly root: ThreadRow;
}

/** Changes a row, and the sums of its thread by what that makes of them. */
export const changeMessage = (set: WorkingSet, id: string, change: (message: MessageRow) => void): void => {
  const message = set.messages.get(id);
  if (message === undefined) return;
  const before = countedIn(set, message);
  change(message);
  const after = countedIn(set, message);
  set.changed.messages.add(id);
  if (before !== undefined) takeOut(set, message, before, after?.root === before.root);
  if (after !== undefined) putIn(set, message, after);
};

/** As the sums of its thread see it; not at all while it is gone or in no thread. */
const countedIn = (set: WorkingSet, message: MessageRow): Counted | undefined => {
  if (message.gone || message.thread === undefined) return undefined;
  const root = rootOf(set, message.thread);
  if (root === undefined) return undefined;
  const { attached, sent, folders } = message;
  return { root, unread: (message.flags & SEEN) === 0, attached, sent, folders };
};

const takeOut = (set: WorkingSet, { id }: MessageRow, counted: Counted, stays: boolean): void => {
  const { sums } = counted.root;
  addShare(sums, counted, -1);
  set.changed.threads.add(counted.root.id);
  if (!stays && (sums.newest?.message === id || sums.oldest?.message === id)) set.changed.ends.add(counted.root.id);
};

const putIn = (set: WorkingSet, { id, receivedAt, subject }: MessageRow, counted: Counted): void => {
  addShare(counted.root.sums, counted, 1);
  addEnd(counted.root.sums, { at: receivedAt, message: id, subject });
  set.changed.threads.add(counted.root.id);
};

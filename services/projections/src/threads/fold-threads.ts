import {
  DealSuggested,
  MessageAttached,
  MessageHidden,
  MessageShown,
  ThreadArchived,
  ThreadDeleted,
  ThreadMadePrivate,
  ThreadMarkedRead,
  ThreadMarkedUnread,
  ThreadShared,
  ThreadsMerged,
  ThreadStarted,
  ThreadUnarchived,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { SEEN } from './flag-bits.ts';
import { changeMessage } from './fold-mail.ts';
import { rootOf, type ThreadRow, type WorkingSet } from './working-set.ts';

/** Threads, what is shared, archived and deleted. */
export const foldThreads = (set: WorkingSet, event: StoredEvent): void => {
  const account = event.meta.accountId ?? '';
  if (ThreadStarted.is(event)) start(set, account, event.data.threadId);
  if (MessageAttached.is(event)) attach(set, event.data.threadId, event.data.messageId);
  if (ThreadsMerged.is(event)) merge(set, account, event.data.survivor, event.data.absorbed);
  if (DealSuggested.is(event)) {
    const { candidates, threadId } = event.data;
    changeThread(set, threadId, (thread) => (thread.suggested = candidates));
  }
  foldVisibility(set, event);
  foldActions(set, event);
};

const foldVisibility = (set: WorkingSet, event: StoredEvent): void => {
  const sharedAt = event.meta.occurredAt;
  if (ThreadShared.is(event)) {
    const sharedBy = event.data.by;
    changeThread(set, event.data.threadId, (thread) => Object.assign(thread, { shared: true, sharedAt, sharedBy }));
  }
  if (ThreadMadePrivate.is(event)) {
    const { by, reason } = event.data;
    const sharedBy = { ...by, reason };
    changeThread(set, event.data.threadId, (thread) => Object.assign(thread, { shared: false, sharedAt, sharedBy }));
  }
  if (MessageHidden.is(event)) changeMessage(set, event.data.messageId, (message) => (message.hidden = true));
  if (MessageShown.is(event)) changeMessage(set, event.data.messageId, (message) => (message.hidden = false));
};

const foldActions = (set: WorkingSet, event: StoredEvent): void => {
  if (ThreadArchived.is(event)) changeThread(set, event.data.threadId, (thread) => (thread.archived = true));
  if (ThreadUnarchived.is(event)) changeThread(set, event.data.threadId, (thread) => (thread.archived = false));
  if (ThreadDeleted.is(event)) {
    for (const id of event.data.messageIds) changeMessage(set, id, (message) => (message.gone = true));
  }
  if (ThreadMarkedRead.is(event)) {
    for (const id of event.data.messageIds) changeMessage(set, id, (message) => (message.flags |= SEEN));
  }
  if (ThreadMarkedUnread.is(event)) {
    for (const id of event.data.messageIds) changeMessage(set, id, (message) => (message.flags &= ~SEEN));
  }
};

const start = (set: WorkingSet, account: string, id: string): void => {
  const of = set.accounts.get(account);
  if (of === undefined) throw new Error(`thread ${id} started before its account ${account} was connected`);
  const { tenant, owner } = of;
  const rest = { shared: false, sharedAt: undefined, sharedBy: undefined, archived: false, suggested: [] };
  set.threads.set(id, { account, id, root: id, tenant, owner, ...rest });
  set.changed.threads.add(id);
};

const attach = (set: WorkingSet, threadId: string, messageId: string): void => {
  const root = rootOf(set, threadId);
  if (root === undefined) return;
  changeMessage(set, messageId, (message) => {
    message.thread = threadId;
    message.root = root.id;
  });
};

/** THR-5: the whole is shared only if all its parts were, archived only if all were; it has the links of all from the first moment. */
const merge = (set: WorkingSet, account: string, survivorId: string, absorbedIds: readonly string[]): void => {
  const survivor = rootOf(set, survivorId);
  if (survivor === undefined) return;
  const absorbed = absorbedIds.flatMap((id) => rootOf(set, id) ?? []).filter((one) => one !== survivor);
  for (const part of absorbed) {
    survivor.shared &&= part.shared;
    survivor.archived &&= part.archived;
    part.root = survivor.id;
    set.changed.threads.add(part.id);
    takeLinks(set, survivor.id, part.id);
  }
  for (const message of set.messages.values()) {
    if (message.root !== undefined) message.root = rootOf(set, message.root)?.id ?? message.root;
  }
  set.changed.threads.add(survivor.id);
  set.changed.sums.add(survivor.id);
  set.changed.merges.push({ account, survivor: survivor.id, absorbed: absorbed.map((one) => one.id) });
};

const takeLinks = (set: WorkingSet, survivor: string, absorbed: string): void => {
  const links = set.links.get(survivor) ?? new Map();
  for (const [key, link] of set.links.get(absorbed) ?? []) if (!links.has(key)) links.set(key, link);
  set.links.set(survivor, links);
  set.links.set(absorbed, new Map());
  set.changed.links.add(survivor).add(absorbed);
};

const changeThread = (set: WorkingSet, threadId: string, change: (thread: ThreadRow) => unknown): void => {
  const root = rootOf(set, threadId);
  if (root === undefined) return;
  change(root);
  set.changed.threads.add(root.id);
};

import {
  type DataOf,
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
import { changeMessage } from './change-message.ts';
import { decideSharing, settle } from './sharing.ts';
import { addSums, noSums } from './sums.ts';
import { rootOf, type ThreadRow, type WorkingSet } from './working-set.ts';

/** Threads, what is shared, archived and deleted. */
export const foldThreads = (set: WorkingSet, event: StoredEvent): void => {
  const account = event.meta.accountId ?? '';
  if (ThreadStarted.is(event)) start(set, account, event.data.threadId, event.meta.occurredAt);
  if (MessageAttached.is(event)) attach(set, event.data.threadId, event.data.messageId);
  if (ThreadsMerged.is(event)) merge(set, event, event.data);
  if (DealSuggested.is(event)) {
    const { candidates, threadId } = event.data;
    changeThread(set, threadId, (thread) => (thread.suggested = candidates));
  }
  foldVisibility(set, event);
  foldActions(set, event);
};

const foldVisibility = (set: WorkingSet, event: StoredEvent): void => {
  const knew = event.meta.inputPosition ?? event.position;
  const at = event.meta.occurredAt;
  if (ThreadShared.is(event)) decideSharing(set, event.data.threadId, { open: true, knew, at, by: event.data.by });
  if (ThreadMadePrivate.is(event)) {
    const { by, reason, threadId } = event.data;
    decideSharing(set, threadId, { open: false, knew, at, by: { ...by, reason } });
  }
  if (MessageHidden.is(event)) changeMessage(set, event.data.messageId, (message) => (message.hidden = true));
  if (MessageShown.is(event)) changeMessage(set, event.data.messageId, (message) => (message.hidden = false));
};

const foldActions = (set: WorkingSet, event: StoredEvent): void => {
  if (ThreadArchived.is(event)) changeThread(set, event.data.threadId, (thread) => (thread.archived = true));
  if (ThreadUnarchived.is(event)) changeThread(set, event.data.threadId, (thread) => (thread.archived = false));
  if (ThreadDeleted.is(event)) {
    for (const id of event.data.messageIds)
      changeMessage(set, id, (message) => (message.gone = message.deleted = true));
    // Mail that comes before visibility has said so is private already (WBK-2).
    const by = { kind: 'rule', rule: 'deleted@1', reason: 'deleted' };
    decideSharing(set, event.data.threadId, { open: false, knew: event.position, at: event.meta.occurredAt, by });
  }
  if (ThreadMarkedRead.is(event)) {
    for (const id of event.data.messageIds) changeMessage(set, id, (message) => (message.flags |= SEEN));
  }
  if (ThreadMarkedUnread.is(event)) {
    for (const id of event.data.messageIds) changeMessage(set, id, (message) => (message.flags &= ~SEEN));
  }
};

const start = (set: WorkingSet, account: string, id: string, at: string): void => {
  const of = set.accounts.get(account);
  if (of === undefined) throw new Error(`thread ${id} started before its account ${account} was connected`);
  const { tenant, owner } = of;
  const alone = { root: id, parent: undefined, absorbedAt: undefined };
  const hidden = { open: false, decidedAt: 0, shared: false, sharedAt: at, sharedBy: undefined };
  const sums = noSums();
  set.threads.set(id, { account, id, tenant, owner, ...alone, ...hidden, archived: false, suggested: [], sums });
  set.changed.threads.add(id);
};

const attach = (set: WorkingSet, threadId: string, messageId: string): void => {
  if (rootOf(set, threadId) === undefined) return;
  changeMessage(set, messageId, (message) => (message.thread = threadId));
};

/** THR-5: the whole is shared only if all its parts were, archived only if all were; it has the links of all from the first moment. */
const merge = (set: WorkingSet, event: StoredEvent, named: DataOf<typeof ThreadsMerged>): void => {
  const survivor = rootOf(set, named.survivor);
  if (survivor === undefined) return;
  const by = { kind: 'rule', rule: 'merge@1', reason: 'merge' };
  for (const id of named.absorbed) {
    const part = rootOf(set, id);
    if (part === undefined || part === survivor) continue;
    settle(survivor, survivor.shared && part.shared, { at: event.meta.occurredAt, by });
    absorb(set, survivor, part, event.position);
  }
  set.changed.threads.add(survivor.id);
};

const absorb = (set: WorkingSet, survivor: ThreadRow, part: ThreadRow, position: number): void => {
  survivor.archived &&= part.archived;
  addSums(survivor.sums, part.sums);
  if (set.changed.ends.has(part.id)) set.changed.ends.add(survivor.id);
  takeLinks(set, survivor.id, part.id);
  const parts = set.parts.get(survivor.id) ?? [];
  parts.push(part, ...(set.parts.get(part.id) ?? []));
  set.parts.set(survivor.id, parts);
  set.parts.delete(part.id);
  // An absorbed thread's row says nothing but where it went.
  const nothing = { shared: false, sharedAt: undefined, sharedBy: undefined, sums: noSums() };
  Object.assign(part, { root: survivor.id, parent: survivor.id, absorbedAt: position, ...nothing });
  set.changed.threads.add(part.id);
  set.changed.absorbed.add(part.id);
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

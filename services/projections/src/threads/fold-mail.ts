import {
  AccountConnected,
  type EventLike,
  FlagsChanged,
  FolderDiscovered,
  FolderGone,
  FolderRenamed,
  MessageMoved,
  MessageObserved,
  MessageWithdrawn,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { toBits } from './flag-bits.ts';
import { type MessageRow, rootOf, type WorkingSet } from './working-set.ts';

/** Accounts, folders and messages. */
export const foldMail = (set: WorkingSet, event: StoredEvent): void => {
  const account = event.meta.accountId ?? '';
  if (AccountConnected.is(event)) {
    set.accounts.set(account, { tenant: event.meta.tenantId, owner: event.data.ownerId, changed: true });
  }
  foldFolder(set, account, event);
  if (MessageObserved.is(event)) {
    const { data } = event;
    set.messages.set(data.messageId, {
      account,
      id: data.messageId,
      observed: data,
      thread: undefined,
      root: undefined,
      flags: toBits(data.flags),
      folders: [data.location.folderId],
      hidden: false,
      gone: false,
    });
    set.changed.messages.add(data.messageId);
  }
  if (MessageMoved.is(event)) {
    const folders = [...new Set(event.data.locations.map((one) => one.folderId))].toSorted();
    changeMessage(set, event.data.messageId, (message) => (message.folders = folders));
  }
  if (FlagsChanged.is(event)) {
    const flags = toBits(event.data.flags);
    changeMessage(set, event.data.messageId, (message) => (message.flags = flags));
  }
  if (MessageWithdrawn.is(event)) changeMessage(set, event.data.messageId, (message) => (message.gone = true));
};

const foldFolder = (set: WorkingSet, account: string, event: EventLike): void => {
  if (FolderDiscovered.is(event)) {
    const { folderId, path, role } = event.data;
    set.folders.set(folderId, { account, path, role, gone: false, changed: true });
  }
  if (FolderRenamed.is(event)) changeFolder(set, event.data.folderId, { path: event.data.path });
  if (FolderGone.is(event)) changeFolder(set, event.data.folderId, { gone: true });
};

const changeFolder = (
  set: WorkingSet,
  id: string,
  change: { readonly path?: string; readonly gone?: boolean },
): void => {
  const folder = set.folders.get(id);
  if (folder !== undefined) Object.assign(folder, change, { changed: true });
};

/** Changes a row and has the sums of its thread made anew. */
export const changeMessage = (set: WorkingSet, id: string, change: (message: MessageRow) => void): void => {
  const message = set.messages.get(id);
  if (message === undefined) return;
  change(message);
  set.changed.messages.add(id);
  const root = message.thread === undefined ? undefined : rootOf(set, message.thread);
  if (root !== undefined) set.changed.sums.add(root.id);
};

import {
  AccountConnected,
  type EventLike,
  FlagsChanged,
  FolderDiscovered,
  FolderGone,
  FolderRenamed,
  FolderWatchChanged,
  MessageMoved,
  MessageObserved,
  MessageRestored,
  MessageWithdrawn,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { cleanText } from '@mailfold/kernel';
import { toBits } from './flag-bits.ts';
import { changeMessage } from './change-message.ts';
import type { FolderRow, WorkingSet } from './working-set.ts';

/** Accounts, folders and messages. */
export const foldMail = (set: WorkingSet, event: StoredEvent): void => {
  const account = event.meta.accountId ?? '';
  if (AccountConnected.is(event)) {
    const { ownerId: owner, address, aliases } = event.data;
    const addresses = [address, ...aliases].map((one) => one.toLowerCase());
    set.accounts.set(account, { tenant: event.meta.tenantId, owner, addresses, changed: true });
  }
  foldFolder(set, account, event);
  if (MessageObserved.is(event)) {
    const { data } = event;
    set.messages.set(data.messageId, {
      account,
      id: data.messageId,
      observed: data,
      content: undefined,
      receivedAt: data.receivedAt,
      subject: cleanText(data.subject),
      sent: data.direction === 'sent',
      attached: data.attachments.some((one) => !one.inline),
      thread: undefined,
      flags: toBits(data.flags),
      folders: [data.location.folderId],
      hidden: false,
      gone: false,
      deleted: false,
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
  if (MessageRestored.is(event)) {
    const { messageId, content } = event.data;
    changeMessage(set, messageId, (message) => {
      message.gone = message.deleted;
      message.content = content ?? message.content;
    });
  }
};

const foldFolder = (set: WorkingSet, account: string, event: EventLike): void => {
  if (FolderDiscovered.is(event)) {
    const { folderId, path, role } = event.data;
    const before = set.folders.get(folderId);
    if (before !== undefined && before.role !== role) set.changed.roles.add(folderId);
    set.folders.set(folderId, { account, path, role, gone: false, changed: true });
  }
  if (FolderRenamed.is(event)) changeFolder(set, event.data.folderId, { path: event.data.path });
  if (FolderGone.is(event)) changeFolder(set, event.data.folderId, { gone: true });
  // Where its mail lies is not followed while it is out of scope.
  if (FolderWatchChanged.is(event)) changeFolder(set, event.data.folderId, { gone: event.data.watch === 'none' });
};

const changeFolder = (set: WorkingSet, id: string, change: Partial<Pick<FolderRow, 'path' | 'gone'>>): void => {
  const folder = set.folders.get(id);
  if (folder !== undefined) Object.assign(folder, change, { changed: true });
};

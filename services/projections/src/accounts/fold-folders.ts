import {
  BackfillCompleted,
  BackfillStarted,
  type DataOf,
  FolderDiscovered,
  FolderGone,
  FolderParked,
  FolderRenamed,
  FolderRenumbered,
  FolderResumed,
  FolderWatchChanged,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { type AccountSet, changeAccount, changeFolder } from './account-set.ts';

/** Folders, and how far the history of each is to be read. */
export const foldFolders = (set: AccountSet, event: StoredEvent): void => {
  const account = event.meta.accountId ?? '';
  if (FolderDiscovered.is(event)) discover(set, account, event.data);
  if (FolderRenamed.is(event)) {
    const { folderId, path } = event.data;
    changeFolder(set, folderId, (folder) => (folder.path = path));
  }
  if (FolderWatchChanged.is(event)) {
    const { folderId, watch } = event.data;
    changeFolder(set, folderId, (folder) =>
      Object.assign(folder, { watch, backfilled: folder.backfilled && watch === 'none' }),
    );
    changeAccount(set, account, (row) => (row.proved = null));
  }
  if (FolderGone.is(event)) changeFolder(set, event.data.folderId, (folder) => (folder.gone = true));
  if (FolderParked.is(event)) {
    const { folderId, reason } = event.data;
    changeFolder(set, folderId, (folder) => (folder.parked = { reason, at: event.meta.occurredAt }));
    if (isWatched(set, folderId)) changeAccount(set, account, (row) => (row.proved = false));
  }
  if (FolderResumed.is(event)) {
    changeFolder(set, event.data.folderId, (folder) => (folder.parked = null));
    changeAccount(set, account, (row) => (row.proved = null));
  }
  if (FolderRenumbered.is(event)) renumber(set, account, event.data);
  if (BackfillStarted.is(event)) {
    const { folderId, epoch, through, total } = event.data;
    // What is stored of a history that is read again is done already.
    const fresh = { epoch, through, total, backfilled: false };
    changeFolder(set, folderId, (folder) => Object.assign(folder, fresh));
    changeAccount(set, account, (row) => (row.proved = null));
  }
  if (BackfillCompleted.is(event)) changeFolder(set, event.data.folderId, (folder) => (folder.backfilled = true));
};

const isWatched = (set: AccountSet, id: string): boolean => (set.folders.get(id)?.watch ?? 'none') !== 'none';

const unread = {
  gone: false,
  parked: null,
  through: 0,
  total: 0,
  placed: 0,
  backfilled: false,
  missing: 0,
  missingWhy: null,
  pace: [],
};

const discover = (set: AccountSet, account: string, data: DataOf<typeof FolderDiscovered>): void => {
  const { folderId: folder, path, role, watch, epoch } = data;
  set.folders.set(folder, { ...unread, account, folder, path, role, watch, epoch });
  set.changed.folders.add(folder);
};

/** RFC 9051 §2.3.1.1: what was said of the UIDs before says nothing any more. */
const renumber = (set: AccountSet, account: string, data: DataOf<typeof FolderRenumbered>): void => {
  const { folderId: folder, epoch, previousEpoch } = data;
  changeFolder(set, folder, (row) => Object.assign(row, unread, { epoch }));
  set.renumbered.push({ account, folder, epoch: previousEpoch });
  for (const [key, { place }] of set.quarantine) {
    if (place.folder === folder && place.epoch === previousEpoch) set.quarantine.delete(key);
  }
  const skips = set.skips.filter((skip) => skip.folder !== folder || skip.epoch !== previousEpoch);
  set.skips.splice(0, set.skips.length, ...skips);
};

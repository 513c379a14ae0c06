import {
  AccountReconciled,
  BackfillCompleted,
  BackfillStarted,
  type DataOf,
  type EventLike,
  FolderDiscovered,
  FolderGone,
  FolderParked,
  FolderRenamed,
  FolderRenumbered,
  FolderResumed,
  FolderWatchChanged,
  SkipsLifted,
} from '@mailfold/contracts';
import type { Folder, MailboxState, Skip } from './state.ts';

/** Folds what a folder's own events say: where it is, how it is watched, and how far its history was read. */
export const evolveFolder = (state: MailboxState, own: EventLike, at: string): void => {
  if (AccountReconciled.is(own)) proved(state, own.data, at);
  if (FolderDiscovered.is(own)) {
    const { folderId: id, path, delimiter, role, epoch, watch, mailboxId } = own.data;
    const rest = { gone: false, parked: undefined, through: undefined, backfilled: false, proof: undefined };
    state.folders.set(id, { id, path, delimiter, role, epoch, watch, mailboxId, ...rest });
    state.changed.folders.add(id);
  }
  if (FolderRenamed.is(own)) changeFolder(state, own.data.folderId, { path: own.data.path });
  if (FolderWatchChanged.is(own)) watched(state, own.data);
  if (SkipsLifted.is(own)) lift(state, own.data);
  if (FolderGone.is(own)) changeFolder(state, own.data.folderId, { gone: true });
  if (FolderParked.is(own)) changeFolder(state, own.data.folderId, { parked: own.data.reason });
  if (FolderResumed.is(own)) changeFolder(state, own.data.folderId, { parked: undefined });
  if (FolderRenumbered.is(own)) {
    const fresh = { epoch: own.data.epoch, backfilled: false, parked: undefined, through: undefined, proof: undefined };
    changeFolder(state, own.data.folderId, fresh);
  }
  if (BackfillStarted.is(own)) changeFolder(state, own.data.folderId, { through: own.data.through });
  if (BackfillCompleted.is(own)) changeFolder(state, own.data.folderId, { backfilled: true });
};

/** History that is to be read again: the next listing says up to where. */
const unread = { through: undefined, backfilled: false, proof: undefined };

/** What leaves the scope keeps its `through`: mail that lies there was in scope once. */
const watched = (state: MailboxState, { folderId, watch }: DataOf<typeof FolderWatchChanged>): void =>
  changeFolder(state, folderId, watch === 'none' ? { watch, proof: undefined } : { watch, ...unread });

const lift = (state: MailboxState, lifted: DataOf<typeof SkipsLifted>): void => {
  const { folderId, epoch, rules } = lifted;
  const isLifted = (skip: Skip): boolean =>
    skip.folderId === folderId && skip.epoch === epoch && rules.includes(skip.rule);
  for (const skips of [state.skips, state.changed.skips])
    skips.splice(0, skips.length, ...skips.filter((one) => !isLifted(one)));
  state.changed.lifted.push(lifted);
  changeFolder(state, folderId, unread);
};

const proved = (state: MailboxState, { folders }: DataOf<typeof AccountReconciled>, at: string): void => {
  for (const { folderId, gone: _, ...sums } of folders) changeFolder(state, folderId, { proof: { at, ...sums } });
};

const changeFolder = (state: MailboxState, id: string, change: Partial<Folder>): void => {
  const folder = state.folders.get(id);
  if (folder === undefined) return;
  Object.assign(folder, change);
  state.changed.folders.add(id);
};

import { type EventLike, FolderDiscovered, FolderGone, FolderRenamed, FolderRenumbered } from '@mailfold/contracts';
import type { ActionsState, Folder } from './state.ts';

export const observeFolders = (state: ActionsState, input: EventLike): void => {
  if (FolderDiscovered.is(input)) {
    const { folderId, path, role, epoch } = input.data;
    state.folders.set(folderId, { id: folderId, path, role, epoch, gone: false });
    state.changed.folders.add(folderId);
  }
  if (FolderRenamed.is(input)) change(state, input.data.folderId, (folder) => (folder.path = input.data.path));
  if (FolderGone.is(input)) change(state, input.data.folderId, (folder) => (folder.gone = true));
  if (FolderRenumbered.is(input)) change(state, input.data.folderId, (folder) => (folder.epoch = input.data.epoch));
};

const change = (state: ActionsState, folderId: string, apply: (folder: Folder) => unknown): void => {
  const folder = state.folders.get(folderId);
  if (folder === undefined) return;
  apply(folder);
  state.changed.folders.add(folderId);
};

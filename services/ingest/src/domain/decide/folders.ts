import {
  BackfillStarted,
  fact,
  FolderDiscovered,
  FolderGone,
  FolderParked,
  FolderRenumbered,
  type Scope,
} from '@mailfold/contracts';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import type { SeenFolder } from '../observation.ts';
import { rulesFor, type Folder, type MailboxState, type Watch } from '../state.ts';
import type { Facts } from './facts.ts';

const NO_EPOCH = 'The server gives no usable UIDVALIDITY: UIDs of this folder cannot be relied on (RFC 9051 §2.3.1.1).';

/** What a listing of all folders says against what was known. */
export const decideFolders = (state: MailboxState, seen: readonly SeenFolder[]): Facts => {
  const paths = new Set(seen.map((one) => one.path));
  const gone = [...state.folders.values()]
    .filter((folder) => !folder.gone && !paths.has(folder.path))
    .map((folder) => fact(FolderGone, folder.id, { folderId: folder.id }));
  return [...seen.flatMap((one) => decideFolder(state, one)), ...gone];
};

const decideFolder = (state: MailboxState, seen: SeenFolder): Facts => {
  const known = state.folders.values().find((folder) => folder.path === seen.path && !folder.gone);
  return known === undefined ? discover(state, seen) : follow(state, known, seen);
};

const discover = (state: MailboxState, seen: SeenFolder): Facts => {
  const folderId = uuid5(NAMESPACES.root, state.accountId, 'folder', seen.path, String(seen.epoch));
  const watch = watchOf(rulesFor(state).scope, seen);
  const discovered = fact(FolderDiscovered, folderId, {
    folderId,
    path: seen.path,
    ...(seen.delimiter === undefined ? {} : { delimiter: seen.delimiter }),
    role: seen.role,
    epoch: seen.epoch,
    watch,
  });
  if (seen.epoch === 0) return [discovered, fact(FolderParked, folderId, { folderId, reason: NO_EPOCH })];
  return [discovered, ...begin(folderId, watch, seen)];
};

const follow = (state: MailboxState, known: Folder, seen: SeenFolder): Facts => {
  if (known.epoch === seen.epoch) return [];
  if (seen.epoch === 0) {
    return known.parked === undefined ? [fact(FolderParked, known.id, { folderId: known.id, reason: NO_EPOCH })] : [];
  }
  const { id: folderId, epoch: previousEpoch } = known;
  return [
    fact(FolderRenumbered, `${folderId} ${seen.epoch}`, { folderId, epoch: seen.epoch, previousEpoch }),
    ...begin(folderId, known.watch, seen),
  ];
};

const begin = (folderId: string, watch: Watch, seen: SeenFolder): Facts =>
  watch === 'none'
    ? []
    : [
        fact(BackfillStarted, `${folderId} ${seen.epoch}`, {
          folderId,
          epoch: seen.epoch,
          through: Math.max(0, seen.uidNext - 1),
          total: seen.messages,
        }),
      ];

/** SCO-1: *all mail* watches Spam and Trash for location only; `\Flagged` is a view of other folders' mail. */
const watchOf = (scope: Scope, folder: SeenFolder): Watch => {
  if (folder.role === 'trash' || folder.role === 'junk') return 'location';
  if (folder.role === 'flagged') return 'none';
  if (scope.kind === 'all') return 'content';
  return scope.folders.includes(folder.path) ? 'content' : 'none';
};

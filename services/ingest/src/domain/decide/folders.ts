import {
  BackfillStarted,
  fact,
  FolderDiscovered,
  FolderGone,
  FolderParked,
  FolderRenamed,
  FolderRenumbered,
} from '@mailfold/contracts';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import type { SeenFolder } from '../observation.ts';
import { rulesFor, type Folder, type MailboxState, type Watch } from '../state.ts';
import type { Facts } from './facts.ts';
import { renamesIn } from './renames.ts';
import { watchOf } from './scope.ts';

const NO_EPOCH = 'The server gives no usable UIDVALIDITY: UIDs of this folder cannot be relied on (RFC 9051 §2.3.1.1).';

/** What a listing of all folders says against what was known. */
export const decideFolders = (state: MailboxState, seen: readonly SeenFolder[]): Facts => {
  const paths = new Set(seen.map((one) => one.path));
  const renamed = renamesIn(state, seen);
  const kept = new Set(renamed.values());
  const gone = [...state.folders.values()]
    .filter((folder) => !folder.gone && !paths.has(folder.path) && !kept.has(folder))
    .map((folder) => fact(FolderGone, folder.id, { folderId: folder.id }));
  return [...seen.flatMap((one) => decideFolder(state, one, renamed.get(one.path))), ...gone];
};

const decideFolder = (state: MailboxState, seen: SeenFolder, before: Folder | undefined): Facts => {
  if (before !== undefined) return [rename(before, seen), ...follow(before, seen)];
  const known = state.folders.values().find((folder) => folder.path === seen.path && !folder.gone);
  return known === undefined ? discover(state, seen) : follow(known, seen);
};

/** Its mail, its place in the scope and its ledger stay. */
const rename = ({ id: folderId }: Folder, { path }: SeenFolder) =>
  fact(FolderRenamed, `${folderId} ${path}`, { folderId, path });

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
    ...(seen.mailboxId === undefined ? {} : { mailboxId: seen.mailboxId }),
  });
  if (seen.epoch === 0) return [discovered, fact(FolderParked, folderId, { folderId, reason: NO_EPOCH })];
  return [discovered, ...begin(folderId, watch, seen)];
};

const follow = (known: Folder, seen: SeenFolder): Facts => {
  if (known.epoch === seen.epoch) {
    const isToBegin = known.through === undefined && known.parked === undefined;
    return isToBegin ? begin(known.id, known.watch, seen) : [];
  }
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

import {
  BackfillStarted,
  fact,
  FolderDiscovered,
  FolderGone,
  FolderParked,
  FolderRenamed,
  FolderRenumbered,
  FolderResumed,
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
  const problem = problemOf(seen);
  if (problem !== undefined) return [discovered, parked(folderId, problem)];
  return [discovered, ...begin(folderId, watch, seen)];
};

/** ING-7: what cannot be read is neither empty nor gone. */
const problemOf = ({ epoch, problem }: SeenFolder): string | undefined =>
  problem ?? (epoch === 0 ? NO_EPOCH : undefined);

const parked = (folderId: string, reason: string) => fact(FolderParked, `${folderId} ${reason}`, { folderId, reason });

const follow = (known: Folder, seen: SeenFolder): Facts => {
  const { id: folderId, epoch: previousEpoch } = known;
  const problem = problemOf(seen);
  if (problem !== undefined) return known.parked === problem ? [] : [parked(folderId, problem)];
  if (known.epoch !== seen.epoch) {
    return [
      fact(FolderRenumbered, `${folderId} ${seen.epoch}`, { folderId, epoch: seen.epoch, previousEpoch }),
      ...begin(folderId, known.watch, seen),
    ];
  }
  const resumed = known.parked === undefined ? [] : [fact(FolderResumed, folderId, { folderId })];
  return known.through === undefined ? [...resumed, ...begin(folderId, known.watch, seen)] : resumed;
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

import {
  fact,
  FolderWatchChanged,
  MessageRestored,
  MessageWithdrawn,
  type Scope,
  SkipsLifted,
} from '@mailfold/contracts';
import { startOf } from '../mailbox-rules.ts';
import type { Observation, SkipRule } from '../observation.ts';
import { placesOf, rulesFor, type Folder, type MailboxState, type Message, type Watch } from '../state.ts';
import type { Facts } from './facts.ts';

/**
 * SCO-1: *all mail* watches Spam and Trash for location only; of the chosen folders the trash is watched so too, since what
 * lies there is deleted (ING-7). `\Flagged` is a view of other folders' mail.
 */
export const watchOf = (scope: Scope, folder: Pick<Folder, 'path' | 'role'>): Watch => {
  const isChosen = scope.kind === 'folders' && scope.folders.includes(folder.path);
  if (folder.role === 'trash' || (folder.role === 'junk' && !isChosen)) return 'location';
  if (folder.role === 'flagged') return 'none';
  return scope.kind === 'all' || isChosen ? 'content' : 'none';
};

/** What a changed scope may open again. */
const OF_SCOPE: readonly SkipRule[] = ['before-start', 'out-of-scope', 'location-only'];

/** SCO-2: folders are watched as the scope says now; what an earlier start or a wider scope opens is read as history. */
export const decideWatches = (state: MailboxState): Facts => {
  const { scope } = rulesFor(state);
  return [...state.folders.values()]
    .filter((folder) => !folder.gone)
    .flatMap((folder) => watchNow(state, scope, folder));
};

const watchNow = (state: MailboxState, scope: Scope, folder: Folder): Facts => {
  const watch = watchOf(scope, folder);
  const wasRead = folder.through !== undefined;
  if (watch !== folder.watch) {
    const changed = fact(FolderWatchChanged, folder.id, { folderId: folder.id, watch });
    return watch === 'content' && wasRead ? [changed, lift(folder, OF_SCOPE)] : [changed];
  }
  return watch === 'content' && wasRead && state.startsEarlier ? [lift(folder, ['before-start'])] : [];
};

/** SCO-6: what was kept out for want of a contact is read as history once others' mail is stored too. */
export const decideOpened = (state: MailboxState): Facts =>
  [...state.folders.values()]
    .filter((folder) => !folder.gone && folder.watch === 'content' && folder.through !== undefined)
    .map((folder) => lift(folder, ['no-contact']));

const lift = ({ id: folderId, epoch }: Folder, rules: readonly SkipRule[]) =>
  fact(SkipsLifted, folderId, { folderId, epoch, rules: [...rules] });

/** Messages held against the scope as it is now (SCO-2). */
export const decideScope = (state: MailboxState, { messageIds }: Extract<Observation, { kind: 'scope' }>): Facts =>
  messageIds.flatMap((messageId): Facts => {
    const message = state.messages.get(messageId);
    if (message === undefined) return [];
    if (message.withdrawn === undefined && hasLeft(state, message))
      return [fact(MessageWithdrawn, messageId, { messageId, reason: 'out-of-scope' as const })];
    // What has no bytes is fetched with the history of the folder, and restored then.
    if (message.withdrawn === 'out-of-scope' && !message.rawDeleted && isBack(state, message))
      return [{ ...fact(MessageRestored, messageId, { messageId, reason: 'in-scope' as const }), origin: 'backfill' }];
    return [];
  });

/**
 * Before the start, or in folders alone that were watched and are not any more. Scope governs entry: what a person moved to a
 * folder that was never in scope is kept (SCO-1).
 */
const hasLeft = (state: MailboxState, message: Message): boolean =>
  isBeforeStart(state, message) ||
  liesOnlyIn(state, message, (one) => one.watch === 'none' && one.through !== undefined);

/** A message that was withdrawn for its scope is in it again. */
const isBack = (state: MailboxState, message: Message): boolean =>
  !isBeforeStart(state, message) && !liesOnlyIn(state, message, (one) => one.watch === 'none');

/** The message came before anything is stored (SCO-1). */
export const isBeforeStart = (state: MailboxState, { receivedAt }: Message): boolean => {
  const start = startOf(rulesFor(state).start);
  return start !== undefined && receivedAt !== undefined && receivedAt < start;
};

const liesOnlyIn = (state: MailboxState, { id }: Message, isSo: (folder: Folder) => boolean): boolean => {
  const folders = placesOf(state, id).flatMap(({ folderId }) => state.folders.get(folderId) ?? []);
  return folders.length > 0 && folders.every(isSo);
};

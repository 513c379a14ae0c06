import { AccountReconciled, BackfillCompleted, fact } from '@mailfold/contracts';
import { sha256Hex } from '@mailfold/kernel';
import type { Observation } from '../observation.ts';
import type { MailboxState } from '../state.ts';
import type { Facts } from './facts.ts';

type Of<Kind extends Observation['kind']> = Extract<Observation, { kind: Kind }>;

export const decideBackfilled = (state: MailboxState, { folderId, epoch }: Of<'backfilled'>): Facts => {
  const folder = state.folders.get(folderId);
  if (folder === undefined || folder.epoch !== epoch || folder.backfilled) return [];
  // Told by a look that began before the scope was changed.
  if (folder.through === undefined) return [];
  return [fact(BackfillCompleted, `${folderId} ${epoch}`, { folderId, epoch })];
};

/** ING-4: the server's own list against the ledger; complete only if nothing is missing in any folder that is in scope. */
export const decideListed = (state: MailboxState, { folders: listed }: Of<'listed'>): Facts => {
  const folders = listed.map(({ folderId, epoch, uids }) => ({
    folderId,
    epoch,
    listed: uids.length,
    ...(state.sums.get(folderId) ?? { stored: 0, skipped: 0, quarantined: 0, gone: 0, missing: uids.length }),
    digest: sha256Hex(uids.join(',')),
  }));
  const inScope = [...state.folders.values()].filter((one) => one.watch !== 'none' && !one.gone);
  const complete =
    folders.every((one) => one.missing === 0) &&
    inScope.every(
      (one) => one.parked === undefined && one.backfilled && folders.some((each) => each.folderId === one.id),
    );
  return [fact(AccountReconciled, state.accountId, { accountId: state.accountId, complete, folders })];
};

import type { MailSession } from '@mailfold/mail-provider';
import type { ListedFolder } from '../domain/observation.ts';
import type { SessionParts } from './session-parts.ts';
import type { FolderGuard } from './folder-guard.ts';
import type { Comparison, FolderSync } from './folder-sync.ts';
import type { KnownFolder } from './ledger-reader.ts';

/** Mail comes and goes while folders are listed; what is missing each time is. */
const LISTINGS = 3;

export interface ProofParts extends Pick<SessionParts, 'ledger' | 'observer'> {
  readonly session: MailSession;
  readonly sync: FolderSync;
  readonly guard: FolderGuard;
}

/**
 * ING-4: the server lists every UID, and the ledger must account for each; what they differ by is repaired first.
 * @returns whether ledger and server are one, as far as this worker can see
 */
export const prove = async (parts: ProofParts): Promise<boolean> => {
  const all = await parts.ledger.folders();
  const listed: ListedFolder[] = [];
  let isSound = true;
  for (const folder of all.filter((one) => one.backfilled)) {
    const found = await settle(parts, folder);
    if (found === undefined) isSound = false;
    else {
      isSound &&= found.isSound;
      listed.push(found.listed);
    }
  }
  await parts.observer.observe({ kind: 'listed', folders: listed });
  return isSound && listed.length === all.length;
};

interface Settled {
  readonly listed: ListedFolder;
  readonly isSound: boolean;
}

/** @returns undefined for a folder that cannot be listed at one moment: nothing is proved of it, and nothing is taken from it */
const settle = async ({ session, sync, guard }: ProofParts, folder: KnownFolder): Promise<Settled | undefined> => {
  let last: Settled | undefined;
  for (let nth = 1; nth <= LISTINGS; nth += 1) {
    const found: Comparison[] = [];
    await guard.tries(folder, async () => found.push(await sync.compare(session, folder)));
    last = found.flatMap((one) => settledOf(folder, one)).at(0);
    if (found.length === 0 || last?.isSound === true) return last;
  }
  return last;
};

const settledOf = ({ id: folderId, epoch }: KnownFolder, { listing, differences }: Comparison): Settled[] => {
  const { open, uids, settled } = listing;
  if (!settled || open.epoch !== epoch) return [];
  const uidNext = open.uidNext === 0 ? Number.MAX_SAFE_INTEGER : open.uidNext;
  return [{ listed: { folderId, epoch, uids, uidNext }, isSound: differences === 0 }];
};

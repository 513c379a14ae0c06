import { placeKey, type Folder, type MailboxState } from '../state.ts';
import type { SeenFolder } from '../observation.ts';

/**
 * Which folders of a listing are known ones under another path, by that path. A folder is the same when its MAILBOXID is
 * (RFC 8474 §4), or else when its UIDVALIDITY is, no other folder known or listed has that one, and its UIDs go on from where
 * they were: RFC 9051 §2.3.1.1 binds UIDs to a name, so anything less is a guess that would take one mail for another.
 */
export const renamesIn = (state: MailboxState, listed: readonly SeenFolder[]): ReadonlyMap<string, Folder> => {
  const known = [...state.folders.values()].filter((folder) => !folder.gone);
  const paths = new Set(listed.map((one) => one.path));
  const vanished = known.filter((folder) => !paths.has(folder.path));
  const appeared = listed.filter((one) => known.every((folder) => folder.path !== one.path));
  const renamed = new Map<string, Folder>();
  for (const folder of vanished) {
    const successors = appeared.filter((one) => isSame(folder, one));
    const rivals = [...known, ...listed].filter((one) => isSame(folder, one));
    const [successor] = successors;
    // The folder itself and its one successor; a third that looks like it makes both a guess.
    if (successor === undefined || rivals.length !== 2) continue;
    if (folder.epoch === successor.epoch && successor.uidNext > lastUid(state, folder))
      renamed.set(successor.path, folder);
  }
  return renamed;
};

type Named = Pick<Folder, 'epoch'> & { readonly mailboxId?: string | undefined };

const isSame = (one: Named, other: Named): boolean =>
  one.mailboxId !== undefined && other.mailboxId !== undefined
    ? one.mailboxId === other.mailboxId
    : one.epoch !== 0 && one.epoch === other.epoch;

/** The highest UID that the ledger has of the folder. */
const lastUid = (state: MailboxState, { id, epoch }: Folder): number =>
  [...state.places.values()]
    .filter((place) => placeKey(place).startsWith(`${id} ${epoch} `))
    .reduce((last, { uid }) => Math.max(last, uid), 0);

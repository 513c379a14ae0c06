import type { Listing, OpenFolder } from '@mailfold/mail-provider';
import { commandError } from './command-error.ts';
import type { Connection } from './connection.ts';
import { epochOf } from './epoch.ts';
import { openFolder } from './open.ts';
import { searchFrom } from './search.ts';

/** Mail comes and goes while a folder is listed. */
const TRIES = 3;

/**
 * Every UID, read between two equal states (MESSAGES, UIDNEXT, UIDVALIDITY, HIGHESTMODSEQ where offered): SELECT tells the
 * first, STATUS the second. After some tries a list that fits the first of them will do: it is of that moment.
 */
export async function listFolder(connection: Connection, path: string): Promise<Listing> {
  for (let nth = 1; ; nth += 1) {
    const open = await openFolder(connection, path);
    const uids = await searchFrom(connection, 1);
    const listing = { open, uids, settled: isAll(open, uids) };
    if (nth === TRIES || (listing.settled && isSame(open, await stateNow(connection, open)))) return listing;
  }
}

/** Whether these are the messages that were there when the folder was opened: later ones are left out of the count. */
export const isAll = (open: OpenFolder, uids: readonly number[]): boolean =>
  uidsBefore(open, uids).length === open.messages;

/** UIDNEXT may be left out of a SELECT (RFC 3501 §7.1); then all count. */
const uidsBefore = ({ uidNext }: OpenFolder, uids: readonly number[]): readonly number[] =>
  uidNext === 0 || (uids.at(-1) ?? 0) < uidNext ? uids : uids.filter((uid) => uid < uidNext);

type State = Pick<OpenFolder, 'epoch' | 'messages' | 'uidNext' | 'modseq'>;

const isSame = (a: State, b: State): boolean =>
  a.epoch === b.epoch && a.messages === b.messages && a.uidNext === b.uidNext && a.modseq === b.modseq;

async function stateNow(connection: Connection, { path, modseq: kept, uidNext }: OpenFolder): Promise<State> {
  const query = { messages: true, uidNext: true, uidValidity: true, highestModseq: true };
  const status = await connection.client.status(path, query);
  if (status === false) throw commandError(connection, undefined, 'the state of a folder could not be read');
  const modseq = kept === undefined ? undefined : status.highestModseq?.toString();
  return {
    epoch: epochOf(status.uidValidity),
    messages: status.messages ?? 0,
    uidNext: uidNext === 0 ? 0 : (status.uidNext ?? 0),
    ...(modseq === undefined ? {} : { modseq }),
  };
}

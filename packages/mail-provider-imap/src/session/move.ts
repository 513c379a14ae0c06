import { mailProviderError, type MovedMessage } from '@mailfold/mail-provider';
import type { CopyResponseObject } from 'imapflow';
import { detailsOf, nameOf } from '../connect/place.ts';
import { refusal } from './command-error.ts';
import type { Connection } from './connection.ts';
import { epochOf } from './epoch.ts';
import { ensureOpen, refuseControls } from './open.ts';
import { search } from './search.ts';
import { sorted, uidSets } from './uid-set.ts';

/** Moves exactly these; answers which left, and where to when the server says so. */
export async function moveMessages(
  connection: Connection,
  path: string,
  uids: readonly number[],
  to: string,
  epoch: number,
): Promise<MovedMessage[]> {
  refuseControls(connection, to);
  await ensureOpen(connection, path, epoch);
  const moved: MovedMessage[] = [];
  for (const set of uidSets(sorted(uids))) moved.push(...(await moveSet(connection, set, to)));
  return moved;
}

async function moveSet(connection: Connection, set: string, to: string): Promise<MovedMessage[]> {
  const { client } = connection;
  await client.noop(); // a session may search and find what others deleted, until it is told
  const before = await search(connection, { uid: set });
  if (before.length === 0) return [];
  if (!client.capabilities.has('MOVE')) await requireExactExpunge(connection, before);
  // Without MOVE the library copies, marks \Deleted and expunges: by UID where UIDPLUS is offered.
  const answer = await client.messageMove(set, to, { uid: true });
  if (answer === false) throw refusal(connection, 'messages could not be moved');
  const { uidMap } = answer;
  if (uidMap !== undefined) return [...uidMap.keys()].map((uid) => movedMessage(uid, answer));
  const remaining = new Set(await search(connection, { uid: set }));
  return before.filter((uid) => !remaining.has(uid)).map((from) => ({ from }));
}

function movedMessage(from: number, { uidMap, uidValidity }: CopyResponseObject): MovedMessage {
  const uid = uidMap?.get(from);
  const epoch = epochOf(uidValidity);
  return uid === undefined || epoch === 0 ? { from } : { from, to: { epoch, uid } };
}

/** Without UIDPLUS an EXPUNGE takes every message marked \Deleted: it is not sent while others' are among them. */
async function requireExactExpunge(connection: Connection, uids: readonly number[]): Promise<void> {
  if (connection.client.capabilities.has('UIDPLUS')) return;
  const ours = new Set(uids);
  const others = (await search(connection, { deleted: true })).filter((uid) => !ours.has(uid));
  if (others.length === 0) return;
  throw mailProviderError(
    'unsupported',
    `${nameOf(connection.place)} has neither MOVE nor UIDPLUS, and ${others.length} other messages of the folder are marked as deleted: moving would delete them for good. Expunge the folder with another client first.`,
    { details: detailsOf(connection.place, 'no-exact-expunge'), retry: 'backoff' },
  );
}

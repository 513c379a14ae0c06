import type { Changes, KnownState, OpenFolder, UidFlags } from '@mailfold/mail-provider';
import { commandError } from './command-error.ts';
import type { Connection } from './connection.ts';
import { cursorLost, openFolder } from './open.ts';
import { flagRows } from './rows.ts';
import { search } from './search.ts';

/** What changed at or below `lastUid`, by the best means that this server offers for this folder. */
export async function findChanges(connection: Connection, path: string, known: KnownState): Promise<Changes> {
  const open = await openFolder(connection, path);
  if (open.epoch !== known.epoch) throw cursorLost(connection, known.epoch, open.epoch);
  try {
    return await by(connection, known, open);
  } catch (error) {
    throw commandError(connection, error, 'changes could not be read');
  }
}

function by(connection: Connection, known: KnownState, open: OpenFolder): Promise<Changes> {
  const { enabled } = connection.client;
  const modseq = open.modseq === undefined ? undefined : known.modseq;
  if (modseq === undefined) return byDiff(connection, known, open);
  return enabled.has('QRESYNC')
    ? byQresync(connection, known, open, modseq)
    : byCondstore(connection, known, open, modseq);
}

/** RFC 7162 §3.2.6: UID FETCH … (CHANGEDSINCE n VANISHED). The library tells the vanished as events. */
async function byQresync(
  connection: Connection,
  known: KnownState,
  open: OpenFolder,
  modseq: string,
): Promise<Changes> {
  const vanished = new Set<number>();
  const onExpunge = ({ uid }: { readonly uid?: number }) => {
    if (uid !== undefined && uid <= known.lastUid) vanished.add(uid);
  };
  connection.client.on('expunge', onExpunge);
  try {
    const flags = await changedFlags(connection, known, open, modseq);
    return { by: 'qresync', flags, vanished: [...vanished].toSorted((a, b) => a - b), open };
  } finally {
    connection.client.off('expunge', onExpunge);
  }
}

/** RFC 7162 §3.1: flags by CHANGEDSINCE; what is gone is found by listing what is there. */
async function byCondstore(
  connection: Connection,
  known: KnownState,
  open: OpenFolder,
  modseq: string,
): Promise<Changes> {
  const flags = await changedFlags(connection, known, open, modseq);
  return { by: 'condstore', flags, vanished: [], uids: await uidsUpTo(connection, known.lastUid), open };
}

async function byDiff(connection: Connection, { lastUid }: KnownState, open: OpenFolder): Promise<Changes> {
  const flags =
    lastUid === 0 || open.messages === 0 ? [] : upTo(lastUid, await flagRows(connection, `1:${lastUid}`, 'all'));
  return { by: 'diff', flags, vanished: [], uids: flags.map(({ uid }) => uid), open };
}

async function changedFlags(
  connection: Connection,
  { lastUid }: KnownState,
  open: OpenFolder,
  modseq: string,
): Promise<UidFlags[]> {
  if (lastUid === 0 || BigInt(modseq) === BigInt(open.modseq ?? 0)) return [];
  const rows = await flagRows(connection, `1:${lastUid}`, 'all', { changedSince: BigInt(modseq) });
  return upTo(lastUid, rows);
}

const uidsUpTo = async (connection: Connection, lastUid: number): Promise<number[]> =>
  lastUid === 0 ? [] : (await search(connection, { uid: `1:${lastUid}` })).filter((uid) => uid <= lastUid);

const upTo = (lastUid: number, rows: readonly UidFlags[]): UidFlags[] =>
  rows.filter(({ uid }) => uid <= lastUid).toSorted((a, b) => a.uid - b.uid);

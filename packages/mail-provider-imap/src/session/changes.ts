import type { Changes, KnownState, OpenFolder, Present, UidFlags } from '@mailfold/mail-provider';
import { commandError } from './command-error.ts';
import type { Connection } from './connection.ts';
import { isAll } from './listing.ts';
import { cursorLost, openFolder } from './open.ts';
import { flagRows } from './rows.ts';
import { searchFrom } from './search.ts';

/** What changed since, by the best means that this server offers for this folder. */
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
    const gone = [...vanished].toSorted((a, b) => a - b);
    const told = { by: 'qresync', flags, vanished: gone, open } as const;
    const since = Math.min(known.lastUid, known.counted?.uid ?? known.lastUid);
    const present = await presentFrom(connection, since + 1, open);
    if (explains(known, open, gone, present)) return { ...told, present, settled: true };
    return { ...told, ...(await whatIsThere(connection, known, open)) };
  } finally {
    connection.client.off('expunge', onExpunge);
  }
}

/** Whether the count says that nothing else is gone. @NOTE Apache James 3.8 leaves HIGHESTMODSEQ as it was when mail is expunged. */
const explains = ({ counted }: KnownState, open: OpenFolder, gone: readonly number[], { uids }: Present): boolean => {
  if (counted === undefined) return true;
  const left = gone.filter((uid) => uid <= counted.uid).length;
  const came = uids.filter((uid) => uid > counted.uid).length;
  return open.messages >= counted.messages - left + came;
};

/** RFC 7162 §3.1: flags by CHANGEDSINCE; that something is gone is seen by the count, and what is by listing what is there. */
async function byCondstore(
  connection: Connection,
  known: KnownState,
  open: OpenFolder,
  modseq: string,
): Promise<Changes> {
  const flags = await changedFlags(connection, known, open, modseq);
  return { by: 'condstore', flags, vanished: [], ...(await whatIsThere(connection, known, open)), open };
}

async function byDiff(connection: Connection, known: KnownState, open: OpenFolder): Promise<Changes> {
  const told = { by: 'diff', vanished: [], open } as const;
  if (known.skipsAllFlags === true) return { ...told, flags: [], ...(await whatIsThere(connection, known, open)) };
  const rows = open.messages === 0 ? [] : await flagRows(connection, '1:*', 'all');
  const ordered = rows.toSorted((a, b) => a.uid - b.uid);
  return {
    ...told,
    flags: upTo(known.lastUid, ordered),
    ...judged(
      known,
      open,
      ordered.map(({ uid }) => uid),
    ),
  };
}

type There = Pick<Changes, 'present' | 'settled'>;

/** The UIDs above those that were counted, if they make up for the difference; else all. */
async function whatIsThere(connection: Connection, known: KnownState, open: OpenFolder): Promise<There> {
  const { counted } = known;
  if (counted !== undefined && counted.uid > 0) {
    const present = await presentFrom(connection, counted.uid + 1, open);
    if (fits(open, counted.messages, present)) return { present, settled: true };
  }
  return judged(known, open, open.messages === 0 ? [] : await searchFrom(connection, 1));
}

const fits = (open: OpenFolder, messages: number, { uids }: Present): boolean =>
  isAll({ ...open, messages: open.messages - messages }, uids);

/** A list that leaves something out says only what is new. */
function judged(known: KnownState, open: OpenFolder, uids: readonly number[]): There {
  if (isAll(open, uids)) return { present: { from: 1, uids }, settled: true };
  const from = known.lastUid + 1;
  return { present: { from, uids: uids.filter((uid) => uid >= from) }, settled: false };
}

async function presentFrom(connection: Connection, from: number, { uidNext, messages }: OpenFolder): Promise<Present> {
  const isNone = messages === 0 || (uidNext > 0 && uidNext <= from);
  return { from, uids: isNone ? [] : await searchFrom(connection, from) };
}

async function changedFlags(
  connection: Connection,
  { lastUid }: KnownState,
  open: OpenFolder,
  modseq: string,
): Promise<UidFlags[]> {
  if (lastUid === 0 || BigInt(modseq) === BigInt(open.modseq ?? 0)) return [];
  const rows = await flagRows(connection, `1:${lastUid}`, 'all', { changedSince: BigInt(modseq) });
  return upTo(
    lastUid,
    rows.toSorted((a, b) => a.uid - b.uid),
  );
}

const upTo = (lastUid: number, rows: readonly UidFlags[]): UidFlags[] => rows.filter(({ uid }) => uid <= lastUid);

import { parseFetchItems } from '../fetch/parse-fetch.ts';
import type { FetchItem } from '../fetch/fetch-item.ts';
import { RowWriter } from '../fetch/row-writer.ts';
import { Arguments } from '../protocol/arguments.ts';
import { bad, no } from '../protocol/command-refused.ts';
import { formatNumbers, numbersIn } from '../protocol/number-ranges.ts';
import type { Value } from '../protocol/value.ts';
import type { Session } from '../session/session.ts';
import { selectedUids } from '../session/selected-uids.ts';
import type { Verb } from '../session/verb.ts';
import { parseSequenceSet, membersIn } from '../protocol/sequence-set.ts';
import { markSeen } from './mark-seen.ts';

export const fetch: Verb = {
  needs: 'selection',
  hasUidForm: true,
  holdsNumbers: true,
  async run({ session, args, faults, byUid }) {
    const set = args.sequenceSet();
    const asked = checkItems(session, parseFetchItems(args.next()));
    const since = parseChangedSince(session, args.optionalList(), byUid);
    args.end();
    const items = withUsualItems(asked, byUid, since !== undefined);
    if (since?.vanished) tellVanished(session, set, since.modseq);
    const uids = changed(session, selectedUids(session.open, set, byUid), since?.modseq);
    if (items.some((item) => item.kind === 'MODSEQ')) session.useCondstore();
    await markSeen(session, items, uids);
    const missed = await new RowWriter(session, items, faults).writeAll(uids);
    if (missed > 0) throw no('Some messages could not be read', 'UNAVAILABLE');
    return { text: 'FETCH completed' };
  },
};

interface ChangedSince {
  readonly modseq: number;
  readonly vanished: boolean;
}

const EXTENSION_ITEMS = {
  MODSEQ: 'CONDSTORE',
  EMAILID: 'OBJECTID',
  THREADID: 'OBJECTID',
  'X-GM-MSGID': 'X-GM-EXT-1',
  'X-GM-THRID': 'X-GM-EXT-1',
  'X-GM-LABELS': 'X-GM-EXT-1',
} as const;

function checkItems(session: Session, items: readonly FetchItem[]): readonly FetchItem[] {
  for (const { kind } of items)
    if (kind in EXTENSION_ITEMS && !session.offers(EXTENSION_ITEMS[kind as keyof typeof EXTENSION_ITEMS]))
      throw bad('Unknown FETCH item');
  return items;
}

/** `(CHANGEDSINCE n)`, `(CHANGEDSINCE n VANISHED)` (RFC 7162 §3.1.4, §3.2.6). */
function parseChangedSince(
  session: Session,
  values: readonly Value[] | undefined,
  byUid: boolean,
): ChangedSince | undefined {
  if (values === undefined) return undefined;
  const args = new Arguments(values);
  if (!session.offers('CONDSTORE') || args.word() !== 'CHANGEDSINCE') throw bad('Unknown FETCH modifier');
  const modseq = args.number();
  const vanished = args.takeWord('VANISHED');
  args.end();
  if (vanished && !(byUid && session.enabled.has('QRESYNC'))) throw bad('VANISHED needs UID FETCH and QRESYNC');
  session.useCondstore();
  return { modseq, vanished };
}

function withUsualItems(items: readonly FetchItem[], byUid: boolean, byModseq: boolean): readonly FetchItem[] {
  const has = (kind: FetchItem['kind']): boolean => items.some((item) => item.kind === kind);
  const uid: readonly FetchItem[] = byUid && !has('UID') ? [{ kind: 'UID' }] : [];
  const modseq: readonly FetchItem[] = byModseq && !has('MODSEQ') ? [{ kind: 'MODSEQ' }] : [];
  return [...uid, ...items, ...modseq];
}

function changed(session: Session, uids: readonly number[], since: number | undefined): readonly number[] {
  if (since === undefined) return uids;
  return uids.filter((uid) => (session.open.folder.find(uid)?.modseq ?? 0) > since);
}

function tellVanished(session: Session, set: string, modseq: number): void {
  const { folder } = session.open;
  const gone = [...numbersIn(folder.vanishedSince(modseq))];
  const asked = [...membersIn(gone, parseSequenceSet(set, folder.uidNext - 1))];
  if (asked.length > 0) session.connection.write(`* VANISHED (EARLIER) ${formatNumbers(asked)}\r\n`);
}

import { Arguments } from '../protocol/arguments.ts';
import { bad } from '../protocol/command-refused.ts';
import type { NumberRanges } from '../protocol/number-ranges.ts';
import { formatNumbers, numbersIn, rangesContain } from '../protocol/number-ranges.ts';
import { parseSequenceSet } from '../protocol/sequence-set.ts';
import type { Value } from '../protocol/value.ts';
import { wireList } from '../protocol/wire-text.ts';
import type { SelectedFolder } from '../session/selected-folder.ts';
import type { Session } from '../session/session.ts';

/** What a client knew of a folder when it last looked (RFC 7162 §3.2.5). */
export interface Resync {
  readonly uidValidity: number;
  readonly modseq: number;
  /** Which UIDs it knows; all when left out. */
  readonly known: NumberRanges | undefined;
}

export interface SelectOptions {
  readonly condstore: boolean;
  readonly resync: Resync | undefined;
}

export function parseSelectOptions(session: Session, values: readonly Value[] | undefined): SelectOptions {
  const args = new Arguments(values ?? []);
  let [condstore, resync]: [boolean, Resync | undefined] = [false, undefined];
  while (!args.done) {
    const word = args.word();
    if (word === 'CONDSTORE' && session.offers('CONDSTORE')) condstore = true;
    else if (word === 'QRESYNC' && session.enabled.has('QRESYNC')) resync = parseResync(args.list());
    else throw bad('Unknown SELECT option, or QRESYNC not enabled');
  }
  return { condstore, resync };
}

function parseResync(values: readonly Value[]): Resync {
  const args = new Arguments(values);
  const [uidValidity, modseq] = [args.number(), args.number()];
  const known = args.peek()?.kind === 'atom' ? parseSequenceSet(args.string(), Infinity) : undefined;
  // Pairs of sequence numbers and UIDs may follow: they only spare a forgetful server some work.
  args.optionalList();
  args.end();
  return { uidValidity, modseq, known };
}

/** Tells what vanished and what changed since; nothing when the client's UIDs mean nothing any more. */
export function catchUp(session: Session, selected: SelectedFolder, resync: Resync): void {
  const { folder } = selected;
  if (resync.uidValidity !== folder.uidValidity) return;
  const { known } = resync;
  const isKnown = (uid: number): boolean => known === undefined || rangesContain(known, uid);
  const gone = [...numbersIn(folder.vanishedSince(resync.modseq))].filter(isKnown);
  if (gone.length > 0) session.connection.write(`* VANISHED (EARLIER) ${formatNumbers(gone)}\r\n`);
  for (const message of folder.changedSince(resync.modseq)) {
    if (!isKnown(message.uid)) continue;
    const row = `UID ${message.uid} FLAGS ${wireList(message.flags)} MODSEQ (${message.modseq})`;
    session.connection.write(`* ${selected.sequenceOf(message.uid)} FETCH (${row})\r\n`);
  }
}

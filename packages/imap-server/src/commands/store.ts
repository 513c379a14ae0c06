import { Arguments } from '../protocol/arguments.ts';
import { bad, no } from '../protocol/command-refused.ts';
import { formatNumbers } from '../protocol/number-ranges.ts';
import { textOf } from '../protocol/value.ts';
import type { SelectedFolder } from '../session/selected-folder.ts';
import { selectedUids } from '../session/selected-uids.ts';
import type { Session } from '../session/session.ts';
import type { Verb } from '../session/verb.ts';
import type { FlagOperation } from '../store/flag-change.ts';
import { storeLabels } from './store-labels.ts';

/** How `+FLAGS.SILENT` and its kin are read. */
interface StoreItem {
  readonly operation: FlagOperation;
  readonly what: 'FLAGS' | 'X-GM-LABELS';
  readonly silent: boolean;
}

export const store: Verb = {
  needs: 'selection',
  hasUidForm: true,
  holdsNumbers: true,
  async run({ session, args, faults, byUid }) {
    const selected = session.open;
    if (selected.readOnly) throw no('The mailbox is open for reading only');
    const asked = selectedUids(selected, args.sequenceSet(), byUid);
    const unchangedSince = parseUnchangedSince(session, args);
    const item = parseItem(session, args.word());
    const flags = flagsOf(args);
    const spared = asked.filter((uid) => faults.modifiedUids?.includes(uid));
    const uids = asked.filter((uid) => !spared.includes(uid));
    if (item.what === 'X-GM-LABELS') return storeLabels(session, uids, item.operation, flags);
    const request = { uids, operation: item.operation, flags, unchangedSince };
    const modified = await session.mail.setFlags(selected.folder.path, request);
    if (item.silent) keepSilent(session, selected, uids);
    return completion(selected, [...spared, ...modified], byUid);
  },
};

/** `(UNCHANGEDSINCE n)` (RFC 7162 §3.1.3). */
function parseUnchangedSince(session: Session, args: Arguments): number | undefined {
  const values = args.optionalList();
  if (values === undefined) return undefined;
  const modifiers = new Arguments(values);
  if (!session.offers('CONDSTORE') || modifiers.word() !== 'UNCHANGEDSINCE') throw bad('Unknown STORE modifier');
  session.useCondstore();
  return modifiers.number();
}

function parseItem(session: Session, word: string): StoreItem {
  const found = /^([+-]?)(FLAGS|X-GM-LABELS)(\.SILENT)?$/.exec(word);
  if (found === null) throw bad('Unknown STORE item');
  const what = found[2] === 'FLAGS' ? 'FLAGS' : 'X-GM-LABELS';
  if (what === 'X-GM-LABELS' && !session.offers('X-GM-EXT-1')) throw bad('Unknown STORE item');
  return { operation: operationOf(found[1] ?? ''), what, silent: found[3] !== undefined };
}

function operationOf(sign: string): FlagOperation {
  if (sign === '') return 'set';
  return sign === '+' ? 'add' : 'remove';
}

function flagsOf(args: Arguments): readonly string[] {
  const list = args.optionalList();
  if (list !== undefined) {
    args.end();
    return list.map((value) => textOf(value) ?? '');
  }
  const flags: string[] = [];
  while (!args.done) flags.push(args.string());
  return flags;
}

/** The client knows its own change; with CONDSTORE it is still owed the new MODSEQ (RFC 7162 §3.1.3). */
function keepSilent(session: Session, selected: SelectedFolder, uids: readonly number[]): void {
  selected.forgetFlagged(uids);
  if (!session.enabled.has('CONDSTORE')) return;
  for (const uid of uids) {
    const message = selected.folder.find(uid);
    if (message === undefined) continue;
    const row = `UID ${uid} MODSEQ (${message.modseq})`;
    session.connection.write(`* ${selected.sequenceOf(uid)} FETCH (${row})\r\n`);
  }
}

function completion(selected: SelectedFolder, modified: readonly number[], byUid: boolean) {
  if (modified.length === 0) return { text: 'STORE completed' };
  const numbers = byUid ? modified : modified.map((uid) => selected.sequenceOf(uid));
  return { text: 'Conditional STORE failed', code: `MODIFIED ${formatNumbers(numbers)}` };
}

import type { Interference } from '../faults/fault-director.ts';
import { headerFields } from '../message/header-fields.ts';
import type { Arguments } from '../protocol/arguments.ts';
import { bad, no } from '../protocol/command-refused.ts';
import { parseSearchKeys } from '../search/parse-search.ts';
import type { Candidate, SearchKey } from '../search/search-key.ts';
import type { SelectedFolder } from '../session/selected-folder.ts';
import type { Session } from '../session/session.ts';
import type { Verb } from '../session/verb.ts';
import { textOf } from '../protocol/value.ts';
import type { StoredMessage } from '../store/stored-message.ts';
import { labelsOf } from '../store/gmail-labels.ts';
import { highestOf, type Hit } from './search-hit.ts';
import { returnOptions, writeEsearch } from './search-return.ts';

export const search: Verb = {
  needs: 'selection',
  hasUidForm: true,
  holdsNumbers: true,
  run({ session, args, faults, byUid }) {
    const options = returnOptions(session, args);
    checkCharset(args);
    const byModseq = asksModseq(args);
    if (byModseq) session.useCondstore();
    const hits = findHits(session.open, scopedKeys(session.open, args), faults, byUid);
    if (options === undefined) writeSearch(session, hits, byModseq);
    else writeEsearch(session, hits, { options, byModseq, byUid });
    return { text: 'SEARCH completed' };
  },
};

function checkCharset(args: Arguments): void {
  if (!args.takeWord('CHARSET')) return;
  if (!['UTF-8', 'US-ASCII'].includes(args.word())) throw no('Unknown charset', 'BADCHARSET (UTF-8)');
}

function scopedKeys(selected: SelectedFolder, args: Arguments): SearchKey {
  if (args.done) throw bad('Nothing to search for');
  const { uids } = selected;
  return parseSearchKeys(args, { lastSequence: uids.length, lastUid: uids.at(-1) ?? 0 });
}

function findHits(selected: SelectedFolder, key: SearchKey, faults: Interference, byUid: boolean): readonly Hit[] {
  const hits: Hit[] = [];
  for (const [index, uid] of selected.uids.entries()) {
    const message = selected.folder.find(uid);
    if (message === undefined || faults.omitUids?.includes(uid)) continue;
    if (key(candidate(selected, message, index + 1)))
      hits.push({ number: byUid ? uid : index + 1, modseq: message.modseq });
  }
  return hits;
}

function candidate(selected: SelectedFolder, message: StoredMessage, sequence: number): Candidate {
  const raw = (): Buffer => selected.store.readMessage(message);
  return {
    sequence,
    message,
    raw,
    fields: () => headerFields(raw()),
    labels: () => labelsOf(selected.store.admin.folders(), selected.folder, message),
  };
}

function writeSearch(session: Session, hits: readonly Hit[], byModseq: boolean): void {
  const numbers = hits.map((hit) => ` ${hit.number}`).join('');
  const highest = byModseq && hits.length > 0 ? ` (MODSEQ ${highestOf(hits)})` : '';
  session.connection.write(`* SEARCH${numbers}${highest}\r\n`);
}

/** Whether MODSEQ is among the keys, so that the answer tells the highest one (RFC 7162 §3.1.5). */
const asksModseq = (args: Arguments): boolean =>
  args.remaining().some((value) => textOf(value)?.toUpperCase() === 'MODSEQ');

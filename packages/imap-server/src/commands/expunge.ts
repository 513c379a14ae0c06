import { no } from '../protocol/command-refused.ts';
import { hasFlag } from '../store/flag-change.ts';
import type { Verb } from '../session/verb.ts';
import { highestModseqCode } from './highest-modseq-code.ts';
import { selectedUids } from '../session/selected-uids.ts';

/** EXPUNGE, and UID EXPUNGE of RFC 4315 §2.1; the news that follows tells this client which ones went. */
export const expunge: Verb = {
  needs: 'selection',
  hasUidForm: true,
  uidExtension: 'UIDPLUS',
  async run({ session, args, byUid }) {
    const selected = session.open;
    if (selected.readOnly) throw no('The mailbox is open for reading only');
    const uids = byUid ? selectedUids(selected, args.sequenceSet(), true) : selected.uids;
    args.end();
    const deleted = uids.filter((uid) => hasFlag(selected.folder.find(uid)?.flags ?? [], '\\Deleted'));
    await session.mail.expunge(selected.folder.path, deleted);
    return { text: 'EXPUNGE completed', code: highestModseqCode(session) };
  },
};

import { no } from '../protocol/command-refused.ts';
import { selectedUids } from '../session/selected-uids.ts';
import type { Verb } from '../session/verb.ts';
import { copyUidCode } from './copy.ts';
import { highestModseqCode } from './highest-modseq-code.ts';

/** RFC 6851: COPYUID comes untagged, before the news that the messages are gone here. */
export const move: Verb = {
  needs: 'selection',
  extension: 'MOVE',
  hasUidForm: true,
  async run({ session, args, byUid }) {
    const selected = session.open;
    if (selected.readOnly) throw no('The mailbox is open for reading only');
    const uids = selectedUids(selected, args.sequenceSet(), byUid);
    const to = args.mailbox();
    args.end();
    if (!session.mail.admin.has(to)) throw no('No such mailbox', 'TRYCREATE');
    const result = await session.mail.move(selected.folder.path, uids, to);
    const code = copyUidCode(session, result);
    if (code !== undefined) session.connection.write(`* OK [${code}] Moved\r\n`);
    return { text: 'MOVE completed', code: highestModseqCode(session) };
  },
};

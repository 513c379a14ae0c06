import { no } from '../protocol/command-refused.ts';
import { formatRanges, rangesOf } from '../protocol/number-ranges.ts';
import { selectedUids } from '../session/selected-uids.ts';
import type { Session } from '../session/session.ts';
import type { Verb } from '../session/verb.ts';
import type { CopyResult } from '../store/mailbox-store.ts';

export const copy: Verb = {
  needs: 'selection',
  hasUidForm: true,
  async run({ session, args, byUid }) {
    const uids = selectedUids(session.open, args.sequenceSet(), byUid);
    const to = args.mailbox();
    args.end();
    if (!session.mail.admin.has(to)) throw no('No such mailbox', 'TRYCREATE');
    const result = await session.mail.copy(session.open.folder.path, uids, to);
    return { text: 'COPY completed', code: copyUidCode(session, result) };
  },
};

/** COPYUID (RFC 4315 §3): the n-th of the one set became the n-th of the other. */
export function copyUidCode(session: Session, result: CopyResult): string | undefined {
  if (!session.offers('UIDPLUS') || result.uids.length === 0) return undefined;
  const from = formatRanges(rangesOf(result.uids.map((pair) => pair[0])));
  const to = formatRanges(rangesOf(result.uids.map((pair) => pair[1])));
  return `COPYUID ${result.uidValidity} ${from} ${to}`;
}

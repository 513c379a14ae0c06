import { hasFlag } from '../store/flag-change.ts';
import type { Verb } from '../session/verb.ts';

/** Removes what is \Deleted without telling this client (RFC 3501 §6.4.2). */
export const close: Verb = {
  needs: 'selection',
  async run({ session, args }) {
    args.end();
    const { folder, readOnly } = session.open;
    session.select(undefined);
    const deleted = folder.messages.filter((message) => hasFlag(message.flags, '\\Deleted'));
    if (!readOnly)
      await session.mail.expunge(
        folder.path,
        deleted.map(({ uid }) => uid),
      );
    return { text: 'CLOSE completed' };
  },
};

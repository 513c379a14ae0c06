import type { Verb } from '../session/verb.ts';

export const rename: Verb = {
  needs: 'login',
  async run({ session, args }) {
    const from = args.mailbox();
    const to = args.mailbox();
    args.end();
    await session.mail.admin.rename(from, to, session.server.delimiter);
    return { text: 'RENAME completed' };
  },
};

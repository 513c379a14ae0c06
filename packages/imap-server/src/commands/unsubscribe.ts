import type { Verb } from '../session/verb.ts';

export const unsubscribe: Verb = {
  needs: 'login',
  async run({ session, args }) {
    const path = args.mailbox();
    args.end();
    await session.mail.admin.unsubscribe(path);
    return { text: 'UNSUBSCRIBE completed' };
  },
};

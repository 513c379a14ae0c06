import type { Verb } from '../session/verb.ts';

export const subscribe: Verb = {
  needs: 'login',
  async run({ session, args }) {
    const path = args.mailbox();
    args.end();
    await session.mail.admin.subscribe(path);
    return { text: 'SUBSCRIBE completed' };
  },
};

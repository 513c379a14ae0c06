import type { Verb } from '../session/verb.ts';

export const deleteFolder: Verb = {
  needs: 'login',
  async run({ session, args }) {
    const path = args.mailbox();
    args.end();
    if (session.selected !== undefined && session.selected.folder === session.mail.folder(path))
      session.select(undefined);
    await session.mail.admin.delete(path);
    return { text: 'DELETE completed' };
  },
};

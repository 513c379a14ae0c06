import type { Verb } from '../session/verb.ts';

/** RFC 2971. */
export const id: Verb = {
  needs: 'nothing',
  extension: 'ID',
  run({ session }) {
    session.connection.write('* ID ("name" "mailfold-imap-server")\r\n');
    return { text: 'ID completed' };
  },
};

import type { Verb } from '../session/verb.ts';

/** The conversation ends itself after this one's answer. */
export const logout: Verb = {
  needs: 'nothing',
  run({ session, args }) {
    args.end();
    session.select(undefined);
    session.connection.write('* BYE Logging out\r\n');
    return { text: 'LOGOUT completed' };
  },
};

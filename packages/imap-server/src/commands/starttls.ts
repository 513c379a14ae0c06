import { bad } from '../protocol/command-refused.ts';
import type { Verb } from '../session/verb.ts';

/** Reading stops here; the conversation secures the connection once the OK is out (RFC 3501 §6.2.1). */
export const starttls: Verb = {
  needs: 'no-login',
  extension: 'STARTTLS',
  run({ session, args }) {
    args.end();
    if (session.connection.secure || !session.offers('STARTTLS')) throw bad('STARTTLS is not to be had');
    session.connection.pauseForTls();
    return { text: 'Begin TLS' };
  },
};

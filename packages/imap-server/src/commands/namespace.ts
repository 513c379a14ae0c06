import { wireString } from '../protocol/wire-text.ts';
import type { Verb } from '../session/verb.ts';

/** RFC 2342: one personal namespace. */
export const namespace: Verb = {
  needs: 'login',
  extension: 'NAMESPACE',
  run({ session, args }) {
    args.end();
    const { prefix, delimiter } = session.server;
    session.connection.write(`* NAMESPACE ((${wireString(prefix)} ${wireString(delimiter)})) NIL NIL\r\n`);
    return { text: 'NAMESPACE completed' };
  },
};

import { capabilityLine } from '../session/capability-line.ts';
import type { Verb } from '../session/verb.ts';

export const capability: Verb = {
  needs: 'nothing',
  run({ session, args }) {
    args.end();
    session.connection.write(`* ${capabilityLine(session)}\r\n`);
    return { text: 'CAPABILITY completed' };
  },
};

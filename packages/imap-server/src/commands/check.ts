import type { Verb } from '../session/verb.ts';

/** Everything acknowledged is on the disk already (RFC 3501 §6.4.1). */
export const check: Verb = {
  needs: 'selection',
  run({ args }) {
    args.end();
    return { text: 'CHECK completed' };
  },
};

import type { Verb } from '../session/verb.ts';

/** RFC 3691. */
export const unselect: Verb = {
  needs: 'selection',
  extension: 'UNSELECT',
  run({ session, args }) {
    args.end();
    session.select(undefined);
    return { text: 'UNSELECT completed' };
  },
};

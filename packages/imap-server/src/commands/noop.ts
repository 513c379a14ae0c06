import type { Verb } from '../session/verb.ts';

export const noop: Verb = {
  needs: 'nothing',
  run({ args }) {
    args.end();
    return { text: 'NOOP completed' };
  },
};

import type { Logger } from '@mailfold/telemetry';
import type { Claims } from './claims.ts';
import { KeptShare } from './kept-share.ts';
import type { Leases } from './leases.ts';

/** The only process there is: everything is its own at once, and nothing is written down. */
export const soleHolder = (log: Logger): Leases => ({
  share: async (options) => {
    const share = new KeptShare(options, ALONE, log);
    await share.look();
    return share;
  },
});

const ALONE: Claims = {
  claim: (wanted) =>
    Promise.resolve({ mine: new Map(wanted.map(({ resource }) => [resource, undefined])), surplus: new Set() }),
  release: () => Promise.resolve(),
  announce: () => Promise.resolve(),
  leave: () => Promise.resolve(),
};

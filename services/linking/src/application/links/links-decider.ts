import type { Decider } from '@mailfold/processor';
import type { LinkCommand, LinkOutcome } from '../../domain/links/commands.ts';
import { linkingRules } from '../../domain/links/linking-rules.ts';
import type { LinksState } from '../../domain/links/state.ts';
import { loadLinks } from './load.ts';
import { saveLinks } from './save.ts';

/** `linking.links` over its rows. */
export const linksDecider: Decider<LinksState, LinkCommand, LinkOutcome> = {
  ...linkingRules,
  load: loadLinks,
  save: (sql, _key, state) => saveLinks(sql, state),
};

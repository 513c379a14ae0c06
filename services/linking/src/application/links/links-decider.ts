import { MessageAttached, MessageObserved } from '@mailfold/contracts';
import { type Decider, LINGER_MS, whenFollowed } from '@mailfold/processor';
import type { LinkCommand, LinkOutcome } from '../../domain/links/commands.ts';
import { linkingRules } from '../../domain/links/linking-rules.ts';
import type { LinksState } from '../../domain/links/state.ts';
import { loadLinks } from './load.ts';
import { saveLinks } from './save.ts';

/** Rows of one key, which `clear` deletes. */
const TABLES = ['linking.account', 'linking.message', 'linking.thread', 'linking.participant', 'linking.link'];

/** `linking.links` over its rows. */
export const linksDecider: Decider<LinksState, LinkCommand, LinkOutcome> = {
  ...linkingRules,
  lingerMs: LINGER_MS,
  // Every message but a draft is attached to its thread soon after.
  ripe: whenFollowed(
    (event) => (MessageObserved.is(event) && event.data.direction !== 'draft' ? event.data.messageId : undefined),
    (event) => (MessageAttached.is(event) ? event.data.messageId : undefined),
  ),
  load: loadLinks,
  save: (sql, _key, state) => saveLinks(sql, state),
  clear: async (sql, key) => {
    for (const table of TABLES) await sql.query(`delete from ${table} where account = $1`, [key]);
  },
};

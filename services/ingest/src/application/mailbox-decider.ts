import { READER } from '@mailfold/mail-mime';
import type { Decider } from '@mailfold/processor';
import { ingestRules } from '../domain/ingest-rules.ts';
import type { Observation } from '../domain/observation.ts';
import type { MailboxState } from '../domain/state.ts';
import { loadMailbox } from './mailbox-load.ts';
import { saveMailbox } from './mailbox-save.ts';

/** Rows of one key, which `clear` deletes. */
const TABLES = [
  'ingest.rules',
  'ingest.folder',
  'ingest.message',
  'ingest.place',
  'ingest.gone',
  'ingest.skip',
  'ingest.cursor',
];

/** `ingest.mailbox` over its rows: what was seen at the provider becomes events, and the ledger (ING-1 to ING-5). */
export const mailboxDecider: Decider<MailboxState, Observation, { readonly facts: number }> = {
  ...ingestRules(READER),
  load: loadMailbox,
  save: (sql, _key, state) => saveMailbox(sql, state),
  clear: async (sql, key) => {
    for (const table of TABLES) await sql.query(`delete from ${table} where account = $1`, [key]);
  },
};

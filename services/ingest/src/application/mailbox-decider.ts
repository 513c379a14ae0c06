import { AccountConnected, ScopeChanged, SettingsChanged } from '@mailfold/contracts';
import { READER } from '@mailfold/mail-mime';
import type { Decider } from '@mailfold/processor';
import { decide } from '../domain/decide/decide.ts';
import { evolve } from '../domain/evolve.ts';
import type { Observation } from '../domain/observation.ts';
import { observe } from '../domain/observe.ts';
import type { MailboxState } from '../domain/state.ts';
import { loadMailbox } from './mailbox-load.ts';
import { saveMailbox } from './mailbox-save.ts';

/** `ingest.mailbox`: what was seen at the provider becomes events, and the ledger (ING-1 to ING-5). */
export const mailboxDecider: Decider<MailboxState, Observation, { readonly facts: number }> = {
  name: 'ingest.mailbox',
  context: 'ingest',
  reactsTo: [AccountConnected, SettingsChanged, ScopeChanged].map((one) => one.type),
  load: loadMailbox,
  observe,
  react: () => [],
  decide: (state, { body }) => {
    const facts = decide(state, body, { reader: READER });
    return { facts, outcome: { facts: facts.length } };
  },
  evolve,
  save: (sql, _key, state) => saveMailbox(sql, state),
};

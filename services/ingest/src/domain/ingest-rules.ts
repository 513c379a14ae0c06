import { AccountConnected, type EventLike, ScopeChanged, ScreeningChanged, SettingsChanged } from '@mailfold/contracts';
import { decide } from './decide/decide.ts';
import type { Facts } from './decide/facts.ts';
import { decideOpened, decideWatches } from './decide/scope.ts';
import { evolve } from './evolve.ts';
import type { Observation } from './observation.ts';
import { observe } from './observe.ts';
import type { MailboxState } from './state.ts';

/** The pure part of `ingest.mailbox`. @param reader version of the reader that is named in quarantines */
export const ingestRules = (reader: string) => ({
  name: 'ingest.mailbox',
  context: 'ingest',
  reactsTo: [AccountConnected, SettingsChanged, ScopeChanged, ScreeningChanged].map((one) => one.type),
  observe,
  react: (state: MailboxState, input: EventLike): Facts => {
    if (state.rules === undefined) return [];
    if (ScopeChanged.is(input)) return decideWatches(state);
    return ScreeningChanged.is(input) && state.takesAll ? decideOpened(state) : [];
  },
  decide: (state: MailboxState, { body, at }: { readonly body: Observation; readonly at: string }) => {
    const facts = decide(state, body, { reader, at });
    return { facts, outcome: { facts: facts.length } };
  },
  evolve,
});

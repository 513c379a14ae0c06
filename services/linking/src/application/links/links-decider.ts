import {
  AccountConnected,
  MessageAttached,
  MessageObserved,
  MessageWithdrawn,
  SettingsChanged,
  ThreadsMerged,
  ThreadStarted,
} from '@mailfold/contracts';
import type { Decider } from '@mailfold/processor';
import type { LinkCommand, LinkOutcome } from '../../domain/links/commands.ts';
import { decide } from '../../domain/links/decide.ts';
import { evolve } from '../../domain/links/evolve.ts';
import { observe } from '../../domain/links/observe.ts';
import { react } from '../../domain/links/react.ts';
import type { LinksState } from '../../domain/links/state.ts';
import { loadLinks } from './load.ts';
import { saveLinks } from './save.ts';

const FOLLOWED = [
  AccountConnected,
  SettingsChanged,
  MessageObserved,
  MessageWithdrawn,
  ThreadStarted,
  MessageAttached,
  ThreadsMerged,
];

/** `linking.links`: threads of an account against the directory (LNK-1 to LNK-5). */
export const linksDecider: Decider<LinksState, LinkCommand, LinkOutcome> = {
  name: 'linking.links',
  context: 'linking',
  reactsTo: FOLLOWED.map((one) => one.type),
  load: loadLinks,
  observe,
  react,
  decide: (state, { body }) => decide(state, body),
  evolve,
  save: (sql, _key, state) => saveLinks(sql, state),
};

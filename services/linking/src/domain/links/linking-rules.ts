import {
  AccountConnected,
  MessageAttached,
  MessageObserved,
  MessageRestored,
  MessageWithdrawn,
  SettingsChanged,
  ThreadsMerged,
  ThreadStarted,
} from '@mailfold/contracts';
import type { LinkCommand } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { observe } from './observe.ts';
import { react } from './react.ts';
import type { LinksState } from './state.ts';

const FOLLOWED = [
  AccountConnected,
  SettingsChanged,
  MessageObserved,
  MessageWithdrawn,
  MessageRestored,
  ThreadStarted,
  MessageAttached,
  ThreadsMerged,
];

/** The pure part of `linking.links`: threads of an account against the directory (LNK-1 to LNK-5). */
export const linkingRules = {
  name: 'linking.links',
  context: 'linking',
  reactsTo: FOLLOWED.map((one) => one.type),
  observe,
  react,
  decide: (state: LinksState, { body }: { readonly body: LinkCommand }) => decide(state, body),
  evolve,
};

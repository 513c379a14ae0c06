import { AccountConnected, DealLinked, DealUnlinked, MessageObserved } from '@mailfold/contracts';
import { evolve } from './evolve.ts';
import { observe } from './observe.ts';
import { react } from './react.ts';

/** The pure part of `threading.threads`: puts every message of an account into a thread, by the account's policy. */
export const threadingRules = {
  name: 'threading.threads',
  context: 'threading',
  reactsTo: [AccountConnected, MessageObserved, DealLinked, DealUnlinked].map((one) => one.type),
  observe,
  react,
  decide: () => ({ facts: [], outcome: undefined }),
  evolve,
};

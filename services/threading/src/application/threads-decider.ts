import { AccountConnected, DealLinked, DealUnlinked, MessageObserved } from '@mailfold/contracts';
import type { Decider } from '@mailfold/processor';
import { evolve } from '../domain/evolve.ts';
import { observe } from '../domain/observe.ts';
import { react } from '../domain/react.ts';
import type { ThreadingState } from '../domain/state.ts';
import { load } from './load.ts';
import { save } from './save.ts';

/** `threading.threads`: puts every message of an account into a thread, by the account's policy. */
export const threadsDecider: Decider<ThreadingState> = {
  name: 'threading.threads',
  context: 'threading',
  reactsTo: [AccountConnected, MessageObserved, DealLinked, DealUnlinked].map((one) => one.type),
  load: (sql, key, needs) => load(sql, key, needs.events),
  observe,
  react,
  decide: () => ({ facts: [], outcome: undefined }),
  evolve,
  save: (sql, _key, state) => save(sql, state),
};

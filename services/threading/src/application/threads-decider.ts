import type { Decider } from '@mailfold/processor';
import type { ThreadingState } from '../domain/state.ts';
import { threadingRules } from '../domain/threading-rules.ts';
import { load } from './load.ts';
import { save } from './save.ts';

/** `threading.threads` over its rows. */
export const threadsDecider: Decider<ThreadingState> = {
  ...threadingRules,
  load: (sql, key, needs) => load(sql, key, needs.events),
  save: (sql, _key, state) => save(sql, state),
};

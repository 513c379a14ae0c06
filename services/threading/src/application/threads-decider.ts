import type { Decider } from '@mailfold/processor';
import type { ThreadingState } from '../domain/state.ts';
import { threadingRules } from '../domain/threading-rules.ts';
import { load } from './load.ts';
import { save } from './save.ts';

/** Rows of one key, which `clear` deletes. */
const TABLES = ['threading.account', 'threading.thread', 'threading.join', 'threading.message', 'threading.held'];

/** `threading.threads` over its rows. */
export const threadsDecider: Decider<ThreadingState> = {
  ...threadingRules,
  load: (sql, key, needs) => load(sql, key, needs.events),
  save: (sql, _key, state) => save(sql, state),
  clear: async (sql, key) => {
    for (const table of TABLES) await sql.query(`delete from ${table} where account = $1`, [key]);
  },
};

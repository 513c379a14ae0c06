import { type Decider, type DeciderRunner, LINGER_MS } from '@mailfold/processor';
import type { SharingCommand, SharingOutcome } from '../domain/decide.ts';
import { sharingRules } from '../domain/sharing-rules.ts';
import type { SharingState } from '../domain/state.ts';
import { load, save } from './rows.ts';

/** Rows of one key, which `clear` deletes. */
const TABLES = ['visibility.account', 'visibility.thread', 'visibility.message'];

/** `visibility.sharing` over its rows. */
export const sharingDecider: Decider<SharingState, SharingCommand, SharingOutcome> = {
  ...sharingRules,
  lingerMs: LINGER_MS,
  load,
  save: (sql, _key, state) => save(sql, state),
  clear: async (sql, key) => {
    for (const table of TABLES) await sql.query(`delete from ${table} where account = $1`, [key]);
  },
};

export type SharingRunner = DeciderRunner<SharingState, SharingCommand, SharingOutcome>;

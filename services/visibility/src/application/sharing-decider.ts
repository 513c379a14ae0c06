import type { Decider, DeciderRunner } from '@mailfold/processor';
import type { SharingCommand, SharingOutcome } from '../domain/decide.ts';
import { sharingRules } from '../domain/sharing-rules.ts';
import type { SharingState } from '../domain/state.ts';
import { load, save } from './rows.ts';

/** `visibility.sharing` over its rows. */
export const sharingDecider: Decider<SharingState, SharingCommand, SharingOutcome> = {
  ...sharingRules,
  load,
  save: (sql, _key, state) => save(sql, state),
};

export type SharingRunner = DeciderRunner<SharingState, SharingCommand, SharingOutcome>;

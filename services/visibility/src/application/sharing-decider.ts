import {
  AccountConnected,
  ContactUnlinked,
  DealUnlinked,
  MessageAttached,
  OrganisationUnlinked,
  SettingsChanged,
  ThreadDeleted,
  ThreadsMerged,
  ThreadStarted,
} from '@mailfold/contracts';
import type { Decider, DeciderRunner } from '@mailfold/processor';
import { decide, type SharingCommand, type SharingOutcome } from '../domain/decide.ts';
import { evolve } from '../domain/evolve.ts';
import { observe } from '../domain/observe.ts';
import { react } from '../domain/react.ts';
import type { SharingState } from '../domain/state.ts';
import { load, save } from './rows.ts';

const FOLLOWED = [
  AccountConnected,
  SettingsChanged,
  ThreadStarted,
  MessageAttached,
  ThreadsMerged,
  ThreadDeleted,
  ContactUnlinked,
  OrganisationUnlinked,
  DealUnlinked,
];

/** `visibility.sharing`: which threads are shared (VIS-2, VIS-3, VIS-6, THR-5). */
export const sharingDecider: Decider<SharingState, SharingCommand, SharingOutcome> = {
  name: 'visibility.sharing',
  context: 'visibility',
  reactsTo: FOLLOWED.map((one) => one.type),
  load,
  observe,
  react,
  decide: (state, { body }) => decide(state, body),
  evolve,
  save: (sql, _key, state) => save(sql, state),
};

export type SharingRunner = DeciderRunner<SharingState, SharingCommand, SharingOutcome>;

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
import { decide, type SharingCommand } from './decide.ts';
import { evolve } from './evolve.ts';
import { observe } from './observe.ts';
import { react } from './react.ts';
import type { SharingState } from './state.ts';

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

/** The pure part of `visibility.sharing`: which threads are shared (VIS-2, VIS-3, VIS-6, THR-5). */
export const sharingRules = {
  name: 'visibility.sharing',
  context: 'visibility',
  reactsTo: FOLLOWED.map((one) => one.type),
  observe,
  react,
  decide: (state: SharingState, { body }: { readonly body: SharingCommand }) => decide(state, body),
  evolve,
};

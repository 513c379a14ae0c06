import {
  AccountConnected,
  AccountDisconnected,
  CredentialsRejected,
  CredentialsRenewed,
  FlagsChanged,
  FolderDiscovered,
  FolderGone,
  FolderRenamed,
  FolderRenumbered,
  MessageAttached,
  MessageMoved,
  MessageObserved,
  MessageRestored,
  MessageWithdrawn,
  SettingsChanged,
  ThreadsMerged,
  ThreadStarted,
} from '@mailfold/contracts';
import { type Decider, type DeciderRunner, LINGER_MS, whenFollowed } from '@mailfold/processor';
import type { ActionsCommand, ActionsOutcome } from '../domain/commands.ts';
import { decide } from '../domain/decide.ts';
import { evolve } from '../domain/evolve.ts';
import { observe } from '../domain/observe.ts';
import { react } from '../domain/react.ts';
import type { ActionsState } from '../domain/state.ts';
import { load } from './load.ts';
import { clear, save } from './save.ts';

const FOLLOWED = [
  AccountConnected,
  SettingsChanged,
  CredentialsRejected,
  CredentialsRenewed,
  AccountDisconnected,
  FolderDiscovered,
  FolderRenamed,
  FolderGone,
  FolderRenumbered,
  MessageObserved,
  MessageMoved,
  FlagsChanged,
  MessageWithdrawn,
  MessageRestored,
  ThreadStarted,
  MessageAttached,
  ThreadsMerged,
];

/** `writeback.actions`: what owners did with their threads, and what the provider is asked (WBK-1 to WBK-4). */
export const actionsDecider: Decider<ActionsState, ActionsCommand, ActionsOutcome> = {
  name: 'writeback.actions',
  context: 'writeback',
  lingerMs: LINGER_MS,
  // Every message but a draft is attached to its thread soon after.
  ripe: whenFollowed(
    (event) => (MessageObserved.is(event) && event.data.direction !== 'draft' ? event.data.messageId : undefined),
    (event) => (MessageAttached.is(event) ? event.data.messageId : undefined),
  ),
  reactsTo: FOLLOWED.map((one) => one.type),
  load,
  observe,
  react,
  decide: (state, { body }) => decide(state, body),
  evolve,
  save: (sql, _key, state) => save(sql, state),
  clear,
};

export type ActionsRunner = DeciderRunner<ActionsState, ActionsCommand, ActionsOutcome>;

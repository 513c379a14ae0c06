import type { EventLike } from '@mailfold/contracts';
import { evolve as evolveEvent } from '../evolve.ts';
import type { Observation } from '../observation.ts';
import type { MailboxState } from '../state.ts';
import { decideLost, decideMissing, decideVanished } from './changes.ts';
import type { Facts } from './facts.ts';
import { decideFlags } from './flags.ts';
import { decideFolders } from './folders.ts';
import { decideBackfilled, decideListed } from './listed.ts';
import { decideMessages } from './messages.ts';
import { decideRawDue } from './raw.ts';
import { decideScope } from './scope.ts';
import { decideSkipped } from './skip.ts';

export interface ObservedAt {
  readonly reader: string;
  /** When it was seen: RFC 3339, UTC, milliseconds. */
  readonly at: string;
}

/** What an observation means. A working copy of the state is evolved along the way where one mail bears on the next. */
export const decide = (state: MailboxState, seen: Observation, version: ObservedAt): Facts => {
  switch (seen.kind) {
    case 'folders':
      return decideFolders(state, seen.folders);
    case 'messages':
      return decideMessages(state, seen, version, evolveAll(state, version.at));
    case 'flags':
      return decideFlags(state, seen);
    case 'vanished':
      return decideVanished(state, seen, evolveAll(state, version.at));
    case 'skipped':
      return decideSkipped(state, seen);
    case 'missing':
      return decideMissing(state, seen);
    case 'backfilled':
      return decideBackfilled(state, seen);
    case 'looked-everywhere':
      return decideLost(state, seen);
    case 'scope':
      return decideScope(state, seen);
    case 'raw-due':
      return decideRawDue(state, seen);
    case 'listed':
      return decideListed(state, seen);
  }
};

const evolveAll =
  (state: MailboxState, at: string) =>
  (facts: readonly (EventLike & { readonly occurredAt?: string })[]): void => {
    for (const one of facts) evolveEvent(state, { ...one, occurredAt: one.occurredAt ?? at });
  };

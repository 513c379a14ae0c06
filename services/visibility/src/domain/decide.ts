import {
  fact,
  type FactOf,
  MessageHidden,
  MessageShown,
  ThreadMadePrivate,
  ThreadShared,
  type Visibility,
} from '@mailfold/contracts';
import { decideOwner, type OwnerCommand, type OwnerFacts } from './owner.ts';
import { rootOf, type SharingState } from './state.ts';

/** What the owner says, or the directory of the owner. */
export type SharingCommand =
  | OwnerCommand
  | { readonly kind: 'set'; readonly threadId: string; readonly visibility: Visibility; readonly by: string }
  | { readonly kind: 'hide' | 'show'; readonly messageId: string; readonly by: string };

export type SharingOutcome = 'done' | 'already-so' | 'not-found' | 'deleted';

export interface SharingDecision {
  readonly facts: readonly (
    | OwnerFacts[number]
    | FactOf<typeof ThreadShared | typeof MessageHidden | typeof MessageShown>
  )[];
  readonly outcome: SharingOutcome;
}

const nothing = (outcome: SharingOutcome): SharingDecision => ({ facts: [], outcome });

/** VIS-3: only the owner changes who may see; who is no longer a user does not (CON-5). */
export const decide = (state: SharingState, command: SharingCommand): SharingDecision => {
  if ('ownerId' in command) {
    const facts = decideOwner(state, command);
    return { facts, outcome: facts.length > 0 ? 'done' : 'already-so' };
  }
  if (state.owner?.ownerId !== command.by || state.ownerGone) return nothing('not-found');
  return command.kind === 'set' ? setVisibility(state, command) : setHidden(state, command);
};

const setVisibility = (state: SharingState, command: Extract<SharingCommand, { kind: 'set' }>): SharingDecision => {
  const thread = rootOf(state, command.threadId);
  if (thread === undefined) return nothing('not-found');
  const shared = command.visibility === 'shared';
  if (thread.shared === shared) return nothing('already-so');
  const by = { kind: 'user' as const, userId: command.by };
  const threadId = thread.id;
  const said = shared
    ? fact(ThreadShared, threadId, { threadId, by })
    : fact(ThreadMadePrivate, threadId, { threadId, by, reason: 'owner' });
  return { facts: [said], outcome: 'done' };
};

const setHidden = (
  state: SharingState,
  command: Extract<SharingCommand, { kind: 'hide' | 'show' }>,
): SharingDecision => {
  const { messageId } = command;
  const attachedTo = state.threadOf.get(messageId);
  const thread = attachedTo === undefined ? undefined : rootOf(state, attachedTo);
  if (thread === undefined) return nothing('not-found');
  const hidden = command.kind === 'hide';
  if (thread.hidden.has(messageId) === hidden) return nothing('already-so');
  const said = fact(hidden ? MessageHidden : MessageShown, messageId, { threadId: thread.id, messageId });
  return { facts: [said], outcome: 'done' };
};

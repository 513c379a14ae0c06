import type { ActionsCommand, ActionsOutcome, ThreadCommand } from './commands.ts';
import { decideIntent } from './decide-intent.ts';
import { requestFacts, threadFacts, type WritebackFact } from './facts.ts';
import { followsOf, placesFor } from './provider-follows.ts';
import { type Account, type ActionsState, type Message, rootOf, shownOf, type Thread } from './state.ts';

export interface ActionsDecision {
  readonly facts: readonly WritebackFact[];
  readonly outcome: ActionsOutcome;
}

export const decide = (state: ActionsState, command: ActionsCommand): ActionsDecision =>
  'intentId' in command ? decideIntent(state, command) : decideThread(state, command);

/** WBK-1, WBK-2: what it is in the CRM and, in the same decision, what the provider is asked. */
const decideThread = (state: ActionsState, command: ThreadCommand): ActionsDecision => {
  const { account } = state;
  const thread = rootOf(state, command.threadId);
  if (account === undefined || thread === undefined || account.ownerId !== command.by) return nothing('not-found');
  const shown = shownOf(state, thread);
  if (shown.length === 0) return nothing(command.kind === 'delete' ? 'already-so' : 'not-found');
  const concerned = concernedBy(command, thread, shown);
  return concerned.length === 0 ? nothing('already-so') : act(state, account, command, thread, concerned);
};

/** The messages that are not as wanted yet. */
const concernedBy = ({ kind }: ThreadCommand, thread: Thread, shown: readonly Message[]): readonly Message[] => {
  switch (kind) {
    case 'archive':
      return thread.archived ? [] : shown;
    case 'unarchive':
      return thread.archived ? shown : [];
    case 'delete':
      return shown;
    case 'read':
      return shown.filter((message) => !message.seen);
    case 'unread':
      // WBK-3: the newest, and only that one.
      return shown.slice(-1).filter((message) => message.seen);
  }
};

const act = (
  state: ActionsState,
  account: Account,
  { kind, actionId, by }: ThreadCommand,
  thread: Thread,
  concerned: readonly Message[],
): ActionsDecision => {
  const places = placesFor(state, kind, concerned);
  const provider = followsOf(account, kind, places);
  const said = {
    threadId: thread.id,
    actionId,
    messageIds: concerned.map((message) => message.id),
    by: { kind: 'user' as const, userId: by },
    provider,
  };
  const requests = provider === 'requested' ? requestFacts(kind, said, places) : [];
  return { facts: [...threadFacts(kind, said), ...requests], outcome: { outcome: 'done', provider } };
};

const nothing = (outcome: ActionsOutcome['outcome']): ActionsDecision => ({ facts: [], outcome: { outcome } });

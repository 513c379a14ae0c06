import {
  fact,
  ProviderChangeAcknowledged,
  ProviderChangeAttempted,
  ProviderChangeOvertaken,
  ProviderChangeRefused,
} from '@mailfold/contracts';
import type { ActionsOutcome, IntentCommand } from './commands.ts';
import type { WritebackFact } from './facts.ts';
import { type ActionsState, isOpen } from './state.ts';

/** An attempt has a number that nobody else took; an intent ends once (WBK-4). */
export const decideIntent = (
  state: ActionsState,
  command: IntentCommand,
): { readonly facts: readonly WritebackFact[]; readonly outcome: ActionsOutcome } => {
  const intent = state.intents.get(command.intentId);
  if (intent === undefined) return { facts: [], outcome: { outcome: 'not-found' } };
  const taken = command.kind === 'attempted' && intent.attempts >= command.attempt;
  if (!isOpen(intent) || taken) return { facts: [], outcome: { outcome: 'already-so' } };
  return { facts: [factOf(command)], outcome: { outcome: 'done' } };
};

const factOf = (command: IntentCommand): WritebackFact => {
  const { intentId } = command;
  switch (command.kind) {
    case 'attempted':
      return fact(ProviderChangeAttempted, `${intentId} ${command.attempt}`, { intentId, attempt: command.attempt });
    case 'acknowledged': {
      const moves = command.moves.map((move) => ({ ...move }));
      return fact(ProviderChangeAcknowledged, intentId, { intentId, moves });
    }
    case 'refused':
      return fact(ProviderChangeRefused, intentId, { intentId, code: command.code, reason: command.reason });
    case 'overtaken':
      return fact(ProviderChangeOvertaken, intentId, { intentId, reason: command.reason });
  }
};

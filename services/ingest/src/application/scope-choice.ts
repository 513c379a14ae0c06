import type { Scope, Start } from '@mailfold/contracts';
import type { ScopeChoice, StartChoice } from '@mailfold/contracts/http';
import type { Clock } from '@mailfold/kernel';

export const scopeOf = (choice: ScopeChoice): Scope => choice;

/** SCO-1: *now* becomes the moment of the choice; a day begins at midnight UTC. */
export const startOf = (choice: StartChoice, clock: Clock): Start => {
  if (choice.kind === 'now') return { kind: 'now', at: clock.now().toISOString() };
  return choice.since === undefined
    ? { kind: 'since' }
    : { kind: 'since', since: new Date(choice.since).toISOString() };
};

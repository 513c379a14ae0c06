import type { Account } from '@mailfold/contracts/http';
import { count, moment } from './terminal/words.ts';

/** `complete as of 2026-11-23 10:05 (2 quarantined)`, `incomplete: 3 missing`, `throttled until …`: the state and what belongs to it. */
export const stateWords = (
  account: Pick<Account, 'state' | 'complete' | 'missing' | 'throttledUntil' | 'unreachableSince'>,
): string => {
  const { state, complete, missing, throttledUntil, unreachableSince } = account;
  if (complete !== undefined) return `complete as of ${moment(complete.asOf)}${aside(complete.quarantined)}`;
  if (throttledUntil !== undefined) return `throttled until ${moment(throttledUntil)}`;
  if (unreachableSince !== undefined) return `unreachable since ${moment(unreachableSince)}`;
  return missing === 0 ? state : `${state}: ${count(missing)} missing`;
};

const aside = (quarantined: number): string => (quarantined === 0 ? '' : ` (${count(quarantined)} quarantined)`);

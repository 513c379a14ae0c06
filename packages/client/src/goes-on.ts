import type { Account } from '@mailfold/contracts/http';

/** Mail is being brought over, or will be by itself once provider, disk or database are back: waiting helps. */
export const goesOn = ({ state, lastError }: Pick<Account, 'state' | 'lastError'>): boolean =>
  state === 'catching up' ||
  state === 'throttled' ||
  state === 'unreachable' ||
  lastError?.code === 'account/cannot-store';

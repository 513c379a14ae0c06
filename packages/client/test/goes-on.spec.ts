import type { Account } from '@mailfold/contracts/http';
import { goesOn } from '../src/goes-on.ts';

const lastError = (code: string) => ({ code, words: 'w', whatToDo: 'd', at: '2026-01-01T00:00:00.000Z' });

describe('goesOn', () => {
  it.each<[string, Pick<Account, 'state' | 'lastError'>, boolean]>([
    ['reads history', { state: 'catching up' }, true],
    ['waits for the provider', { state: 'unreachable' }, true],
    ['waits for the end of a throttling', { state: 'throttled' }, true],
    ['waits for our own disk or database', { state: 'incomplete', lastError: lastError('account/cannot-store') }, true],
    [
      'has mail that the provider does not give',
      { state: 'incomplete', lastError: lastError('account/mail-missing') },
      false,
    ],
    ['has everything', { state: 'complete' }, false],
    ['waits for a person', { state: 'needs re-authentication' }, false],
    ['was disconnected', { state: 'disconnected' }, false],
  ])('says of an account that %s', (_what, account, expected) => {
    expect(goesOn(account)).toBe(expected);
  });
});

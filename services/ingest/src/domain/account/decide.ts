import {
  AccountConnected,
  AccountDisconnected,
  AccountRecovered,
  AccountThrottled,
  AccountUnreachable,
  CredentialsRejected,
  CredentialsRenewed,
  fact,
  ScopeChanged,
  ScreeningChanged,
  SettingsChanged,
} from '@mailfold/contracts';
import type { Facts } from '../decide/facts.ts';
import type { AccountCommand, AccountOutcome } from './commands.ts';
import type { Account, AccountData, AccountState } from './state.ts';

export interface AccountDecision {
  readonly facts: Facts;
  readonly outcome: AccountOutcome;
}

const unchanged: AccountDecision = { facts: [], outcome: 'unchanged' };

export const decideAccount = (state: AccountState, command: AccountCommand): AccountDecision => {
  if (command.kind === 'connect') return connect(state, command.account);
  if (state.account === undefined) return { facts: [], outcome: 'not-found' };
  const facts = change(state.accountId, state.account, command);
  return facts.length === 0 ? unchanged : { facts, outcome: 'changed' };
};

/** CON-5: the same address resumes what was kept, under the key that its rows were made with; scope changes by its own command (SCO-2). */
const connect = ({ accountId, account }: AccountState, wanted: AccountData): AccountDecision => {
  if (account?.state === 'connected') return { facts: [], outcome: 'already-connected' };
  const { hashKey, scope, start } = account?.data ?? wanted;
  const data = { ...wanted, hashKey, scope, start };
  const facts = [fact(AccountConnected, accountId, data)];
  return { facts, outcome: account === undefined ? 'connected' : 'resumed' };
};

type Throttled = Extract<AccountCommand, { kind: 'throttled' }>;

const change = (accountId: string, account: Account, command: Exclude<AccountCommand, { kind: 'connect' }>): Facts => {
  const connected = account.state !== 'disconnected';
  switch (command.kind) {
    case 'change-settings': {
      const settings = { ...account.data.settings, ...command.settings };
      return same(settings, account.data.settings) ? [] : [fact(SettingsChanged, accountId, { accountId, settings })];
    }
    case 'change-scope': {
      const { scope, start = account.data.start } = command;
      if (same(scope, account.data.scope) && same(start, account.data.start)) return [];
      return [fact(ScopeChanged, accountId, { accountId, scope, start })];
    }
    case 'screen': {
      const { list, version, blocked } = command;
      const isNews = version > (account.screening[list] ?? 0);
      return isNews ? [fact(ScreeningChanged, `${list} ${version}`, { accountId, list, version, ...blocked })] : [];
    }
    case 'reject-credentials':
      return account.state === 'connected'
        ? [fact(CredentialsRejected, accountId, { accountId, reason: command.reason })]
        : [];
    case 'renew-credentials':
      return connected ? [fact(CredentialsRenewed, accountId, { accountId })] : [];
    case 'unreachable': {
      const { reason, since, side } = command;
      return account.unreachable || !connected
        ? []
        : [fact(AccountUnreachable, accountId, { accountId, reason, since, side })];
    }
    case 'throttled':
      return throttle(accountId, account, command);
    case 'recovered':
      return account.unreachable || account.throttledUntil !== null
        ? [fact(AccountRecovered, accountId, { accountId })]
        : [];
    case 'disconnect':
      return connected ? [fact(AccountDisconnected, accountId, { accountId, ...because(command.reason) })] : [];
  }
};

const because = (reason: 'user-removed' | undefined) => (reason === undefined ? {} : { reason });

/** Ends of a throttling that lie closer together are one: a provider that says it again is no news. */
const SAME_END_MS = 60_000;

const throttle = (accountId: string, account: Account, { reason, until }: Throttled): Facts => {
  const { state, throttledUntil } = account;
  const told = throttledUntil === null ? Number.NEGATIVE_INFINITY : Date.parse(throttledUntil);
  const isNews = state === 'connected' && Math.abs(Date.parse(until) - told) > SAME_END_MS;
  return isNews ? [fact(AccountThrottled, accountId, { accountId, reason, until })] : [];
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

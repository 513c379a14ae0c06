import {
  AccountConnected,
  AccountDisconnected,
  AccountRecovered,
  AccountUnreachable,
  CredentialsRejected,
  CredentialsRenewed,
  type EventLike,
  ScopeChanged,
  SettingsChanged,
} from '@mailfold/contracts';
import type { Account, AccountState } from './state.ts';

type Own = EventLike & { readonly meta: { readonly occurredAt: string } };

/** Folds one event of the account stream. */
export const evolveAccount = (state: AccountState, own: Own): void => {
  state.account = AccountConnected.is(own)
    ? {
        data: own.data,
        state: 'connected',
        unreachable: false,
        connectedAt: state.account?.connectedAt ?? own.meta.occurredAt,
      }
    : state.account && changed(state.account, own);
  state.changed = true;
};

const changed = (account: Account, own: Own): Account => {
  if (SettingsChanged.is(own)) return { ...account, data: { ...account.data, settings: own.data.settings } };
  if (ScopeChanged.is(own)) {
    return { ...account, data: { ...account.data, scope: own.data.scope, start: own.data.start } };
  }
  if (CredentialsRejected.is(own)) return { ...account, state: 'needs-reauthentication' };
  if (CredentialsRenewed.is(own)) return { ...account, state: 'connected' };
  if (AccountUnreachable.is(own)) return { ...account, unreachable: true };
  if (AccountRecovered.is(own)) return { ...account, unreachable: false };
  if (AccountDisconnected.is(own)) return { ...account, state: 'disconnected' };
  return account;
};

import {
  AccountConnected,
  AccountDisconnected,
  AccountRecovered,
  AccountThrottled,
  AccountUnreachable,
  CredentialsRejected,
  CredentialsRenewed,
  type EventLike,
  ScopeChanged,
  ScreeningChanged,
  SettingsChanged,
} from '@mailfold/contracts';
import type { Account, AccountState } from './state.ts';

type Own = EventLike & { readonly meta: { readonly occurredAt: string } };

const free = { unreachable: false, throttledUntil: null };

/** Folds one event of the account stream. */
export const evolveAccount = (state: AccountState, own: Own): void => {
  state.account = AccountConnected.is(own)
    ? {
        data: own.data,
        state: 'connected',
        ...free,
        connectedAt: state.account?.connectedAt ?? own.meta.occurredAt,
        proofsFrom: own.meta.occurredAt,
        screening: state.account?.screening ?? {},
      }
    : state.account && {
        ...changed(state.account, own),
        ...(takesBack(own) ? { proofsFrom: own.meta.occurredAt } : {}),
      };
  state.changed = true;
};

/** What came while nobody looked, or lies in a scope that is another now, was in no proof. */
const takesBack = (own: Own): boolean =>
  [ScopeChanged, CredentialsRenewed, AccountUnreachable, AccountThrottled].some((one) => one.is(own));

const changed = (account: Account, own: Own): Account => {
  if (SettingsChanged.is(own)) return { ...account, data: { ...account.data, settings: own.data.settings } };
  if (ScopeChanged.is(own)) {
    return { ...account, data: { ...account.data, scope: own.data.scope, start: own.data.start } };
  }
  if (ScreeningChanged.is(own)) {
    return { ...account, screening: { ...account.screening, [own.data.list]: own.data.version } };
  }
  if (CredentialsRejected.is(own)) return { ...account, state: 'needs-reauthentication' };
  if (CredentialsRenewed.is(own)) return { ...account, state: 'connected' };
  if (AccountUnreachable.is(own)) return { ...account, unreachable: true, throttledUntil: null };
  // Whoever asks us to wait does answer.
  if (AccountThrottled.is(own)) return { ...account, unreachable: false, throttledUntil: own.data.until };
  if (AccountRecovered.is(own)) return { ...account, ...free };
  if (AccountDisconnected.is(own)) return { ...account, state: 'disconnected' };
  return account;
};

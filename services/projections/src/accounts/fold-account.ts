import {
  AccountConnected,
  AccountDisconnected,
  AccountReconciled,
  AccountRecovered,
  AccountThrottled,
  AccountUnreachable,
  CredentialsRejected,
  CredentialsRenewed,
  type DataOf,
  ScopeChanged,
  SettingsChanged,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { type AccountRow, type AccountSet, changeAccount, changeFolder } from './account-set.ts';

/** The account itself: who, how, whether the provider lets us in, and whether the ledger was proved. */
export const foldAccount = (set: AccountSet, event: StoredEvent): void => {
  if (AccountConnected.is(event)) connect(set, event, event.data);
  if (AccountReconciled.is(event)) {
    for (const { folderId, missing } of event.data.folders) {
      changeFolder(set, folderId, (folder) => (folder.missing = missing));
    }
  }
  const change = changeOf(event);
  if (change !== undefined) changeAccount(set, event.meta.accountId ?? '', (row) => Object.assign(row, change));
};

const connect = (set: AccountSet, { meta }: StoredEvent, data: DataOf<typeof AccountConnected>): void => {
  const account = meta.accountId ?? '';
  const known = set.accounts.get(account);
  const connectedAt = known?.connectedAt ?? meta.occurredAt;
  const { messages, provedAt } = known ?? { messages: 0, provedAt: null };
  set.accounts.set(account, { account, tenant: meta.tenantId, connectedAt, messages, provedAt, ...rowOf(data) });
  set.changed.accounts.add(account);
};

const rowOf = (data: DataOf<typeof AccountConnected>) => ({
  owner: data.ownerId,
  address: data.address,
  aliases: data.aliases,
  provider: data.provider,
  settings: data.settings,
  scope: data.scope,
  start: data.start,
  connection: 'connected' as const,
  rejected: null,
  unreachable: null,
  throttled: null,
  proved: null,
  state: 'catching up' as const,
  missing: 0,
});

/** What changes of a row. What was proved before an absence, or of another scope, holds no longer. */
const changeOf = (event: StoredEvent): Partial<AccountRow> | undefined => {
  const at = event.meta.occurredAt;
  if (SettingsChanged.is(event)) return { settings: event.data.settings };
  if (ScopeChanged.is(event)) return { scope: event.data.scope, start: event.data.start, proved: null };
  if (CredentialsRejected.is(event)) {
    return { connection: 'needs re-authentication', rejected: { reason: event.data.reason, at } };
  }
  if (CredentialsRenewed.is(event)) return { connection: 'connected', rejected: null, proved: null };
  if (AccountUnreachable.is(event)) {
    const { reason, since, side = 'provider' } = event.data;
    return { unreachable: { reason, at: since, side }, throttled: null, proved: null };
  }
  if (AccountThrottled.is(event)) {
    const { reason, until } = event.data;
    // Whoever asks us to wait does answer.
    return { throttled: { reason, until, at }, unreachable: null, proved: null };
  }
  if (AccountRecovered.is(event)) return { unreachable: null, throttled: null };
  if (AccountDisconnected.is(event)) return { connection: 'disconnected', proved: null };
  if (AccountReconciled.is(event)) return event.data.complete ? { proved: true, provedAt: at } : { proved: false };
  return undefined;
};

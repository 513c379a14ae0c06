import { AccountReconciled } from '@mailfold/contracts';
import type { AccountStatus } from '@mailfold/contracts/http';
import type { StoredEvent } from '@mailfold/event-store';
import { accountsView } from '../../src/accounts/accounts-view.ts';
import { readAccount } from '../../src/accounts/read-accounts.ts';
import { recordsView } from '../../src/records/records-view.ts';
import { NOW, Views } from '../views.ts';
import { AccountEvents, EPOCH } from './account-events.ts';

export const account = new AccountEvents();
const { builder, id: accountId } = account;
export const service = { kind: 'service', tenantId: builder.tenantId, id: 'key' } as const;

export const fresh = (total: number) => [
  account.connected(),
  account.discovered('INBOX'),
  account.begun('INBOX', total),
];

/** An account whose three mails were read. */
export const read = () => [
  ...fresh(3),
  ...[3, 2, 1].map((uid) => account.observed('INBOX', uid)),
  account.finished('INBOX'),
];

export const proved = (complete: boolean): StoredEvent => {
  const folderId = account.folderId('INBOX');
  const sums = { listed: 3, stored: 3, skipped: 0, quarantined: 0, gone: 0, missing: 0 };
  return builder.stored(AccountReconciled, {
    accountId,
    complete,
    folders: [{ folderId, epoch: EPOCH, ...sums, digest: '' }],
  });
};

export const openViews = (): Promise<Views> => Views.open(recordsView, accountsView);

/** Whatever was told: nothing is parked, and a rebuild gives the same rows (E6). */
export const close = async (views: Views): Promise<void> => {
  await views.expectNothingParked();
  const { live, rebuilt } = await views.hashes();
  expect(rebuilt).toEqual(live);
  await views[Symbol.asyncDispose]();
};

export const statusAfter = async (views: Views, ...events: readonly StoredEvent[]): Promise<AccountStatus> => {
  await views.tell(events);
  const status = await readAccount(views.rows, service, accountId, new Date(NOW));
  if (status === undefined) throw new Error('no such account');
  return status;
};

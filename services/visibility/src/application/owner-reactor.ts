import { AccountConnected, RecordRemoved, UserRecorded } from '@mailfold/contracts';
import { uuid5 } from '@mailfold/kernel';
import type { StoredEvent } from '@mailfold/event-store';
import type { Reactor } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import type { OwnerCommand } from '../domain/owner.ts';
import type { SharingRunner } from './sharing-decider.ts';

export interface OwnerReactorParts {
  readonly rows: ReadStore;
  readonly sharing: SharingRunner;
}

interface Told {
  readonly accountId: string;
  readonly body: OwnerCommand;
}

/**
 * `visibility.owners`: that a user was removed, or is one again, reaches each of their accounts as a command (CON-5, record 6).
 * A removal and a new account are each written down before the other is looked for, so the two cannot miss each other.
 */
export const ownerReactor = (parts: OwnerReactorParts): Reactor => ({
  name: 'visibility.owners',
  handles: [AccountConnected, RecordRemoved, UserRecorded].map((one) => one.type),
  react: async (_key, events) => {
    for (const event of events)
      for (const told of await concerned(parts.rows, event)) await tell(parts.sharing, event, told);
  },
});

/** A mailbox has many threads: they are made private by the thousand, one command each, until none is left. */
const tell = async (sharing: SharingRunner, event: StoredEvent, { accountId, body }: Told): Promise<void> => {
  for (let nth = 0; ; nth += 1) {
    const { outcome } = await sharing.execute({
      id: uuid5(event.id, body.kind, accountId, String(nth)),
      tenantId: event.meta.tenantId,
      key: accountId,
      at: event.meta.occurredAt,
      correlationId: event.meta.correlationId,
      body,
    });
    if (outcome !== 'done') return;
  }
};

const concerned = async (rows: ReadStore, event: StoredEvent): Promise<readonly Told[]> => {
  const { tenantId } = event.meta;
  // Users are in the directory's stream, whose revision grows with each change of one.
  const version = event.revision + 1;
  if (AccountConnected.is(event)) return ofAccount(rows, tenantId, event.data);
  if (UserRecorded.is(event)) {
    const isNews = await rows.query(RESTORED, [tenantId, event.data.userId, version]);
    return isNews.length === 0
      ? []
      : ofUser(rows, tenantId, { kind: 'owner-restored', ownerId: event.data.userId, version });
  }
  if (!RecordRemoved.is(event) || event.data.kind !== 'user') return [];
  await rows.query(REMOVED, [tenantId, event.data.id, version]);
  return ofUser(rows, tenantId, { kind: 'owner-removed', ownerId: event.data.id, version });
};

const ofUser = async (rows: ReadStore, tenantId: string, body: OwnerCommand): Promise<readonly Told[]> => {
  const owned = await rows.query<{ accountId: string }>(
    'select account as "accountId" from visibility.owned where tenant = $1 and owner = $2 order by account',
    [tenantId, body.ownerId],
  );
  return owned.map(({ accountId }) => ({ accountId, body }));
};

const ofAccount = async (
  rows: ReadStore,
  tenantId: string,
  { accountId, ownerId }: { readonly accountId: string; readonly ownerId: string },
): Promise<readonly Told[]> => {
  await rows.query(
    'insert into visibility.owned (account, tenant, owner) values ($1, $2, $3) on conflict (account) do nothing',
    [accountId, tenantId, ownerId],
  );
  const removed = await rows.query<{ version: number }>(
    'select version from visibility.left_user where tenant = $1 and usr = $2 and is_gone',
    [tenantId, ownerId],
  );
  return removed.map(({ version }) => ({ accountId, body: { kind: 'owner-removed', ownerId, version } }));
};

const REMOVED = `
  insert into visibility.left_user as u (tenant, usr, is_gone, version) values ($1, $2, true, $3)
  on conflict (tenant, usr) do update set is_gone = true, version = excluded.version where u.version < excluded.version`;

const RESTORED = `
  update visibility.left_user set is_gone = false, version = $3 where tenant = $1 and usr = $2 and version <= $3 returning version`;

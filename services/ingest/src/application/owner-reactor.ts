import { RecordRemoved } from '@mailfold/contracts';
import { uuid5 } from '@mailfold/kernel';
import type { StoredEvent } from '@mailfold/event-store';
import type { Reactor } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import type { AccountRunner } from './accounts.ts';

export interface OwnerReactorParts {
  readonly rows: ReadStore;
  readonly accounts: AccountRunner;
}

/**
 * `ingest.owners`: accounts of a user whom the directory removed are disconnected: nobody is there any more whose mail it would be
 * (CON-5). Connected anew, they resume.
 */
export const ownerReactor = ({ rows, accounts }: OwnerReactorParts): Reactor => ({
  name: 'ingest.owners',
  handles: [RecordRemoved.type],
  react: async (tenantId, events) => {
    for (const event of events) await disconnectAccounts({ rows, accounts }, tenantId, event);
  },
});

const disconnectAccounts = async (
  { rows, accounts }: OwnerReactorParts,
  tenantId: string,
  event: StoredEvent,
): Promise<void> => {
  if (!RecordRemoved.is(event) || event.data.kind !== 'user') return;
  const owned = await rows.query<{ key: string }>(
    'select account as key from ingest.account where tenant = $1 and owner = $2 order by account',
    [tenantId, event.data.id],
  );
  await accounts.executeMany(
    owned.map(({ key }) => ({
      id: uuid5(event.id, 'disconnect', key),
      tenantId,
      key,
      at: event.meta.occurredAt,
      correlationId: event.meta.correlationId,
      body: { kind: 'disconnect' as const, reason: 'user-removed' as const },
    })),
  );
};

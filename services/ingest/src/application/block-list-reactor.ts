import { AccountConnected, BlockListChanged } from '@mailfold/contracts';
import { uuid5 } from '@mailfold/kernel';
import type { StoredEvent } from '@mailfold/event-store';
import type { Reactor } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import type { AccountRunner } from './accounts.ts';
import type { Screening } from '../domain/block-lists/block-lists.ts';
import { readLists, screeningOf } from './block-lists.ts';

export interface BlockListReactorParts {
  readonly rows: ReadStore;
  readonly accounts: AccountRunner;
}

interface Told {
  readonly accountId: string;
  readonly list: 'tenant' | 'user';
  readonly version: number;
  readonly blocked: Screening;
}

/**
 * `ingest.screening`: a block list that changed reaches each account that it concerns as a command, and an account that was
 * connected gets the lists that there are. Whichever of the two is seen first, the newest version stays.
 */
export const blockListReactor = ({ rows, accounts }: BlockListReactorParts): Reactor => ({
  name: 'ingest.screening',
  handles: [AccountConnected, BlockListChanged].map((one) => one.type),
  react: async (_key, events) => {
    for (const event of events) {
      const screenings = await screeningsOf(rows, event);
      const told = screenings.map(({ accountId, ...screening }) => ({
        id: uuid5(event.id, 'screen', accountId, screening.list),
        tenantId: event.meta.tenantId,
        key: accountId,
        at: event.meta.occurredAt,
        correlationId: event.meta.correlationId,
        body: { kind: 'screen' as const, ...screening },
      }));
      await accounts.executeMany(told);
    }
  },
});

const screeningsOf = async (rows: ReadStore, event: StoredEvent): Promise<readonly Told[]> => {
  if (AccountConnected.is(event)) return listsFor(rows, event.meta.tenantId, event.data);
  if (!BlockListChanged.is(event)) return [];
  const { userId, ...blocked } = event.data;
  const concerned = await rows.query<{ accountId: string }>(
    'select account as "accountId" from ingest.account where tenant = $1 and ($2::uuid is null or owner = $2) order by account',
    [event.meta.tenantId, userId ?? null],
  );
  const list = userId === undefined ? 'tenant' : 'user';
  // Only block lists are in the tenant's stream: its revision counts their changes.
  return concerned.map(({ accountId }) => ({
    accountId,
    list,
    version: event.revision + 1,
    blocked,
  }));
};

const listsFor = async (
  rows: ReadStore,
  tenantId: string,
  { accountId, ownerId }: { readonly accountId: string; readonly ownerId: string },
): Promise<readonly Told[]> => {
  const lists = await readLists(rows, tenantId);
  return lists.flatMap(({ owner, version, ...row }): Told[] => {
    const list = owner === tenantId ? 'tenant' : 'user';
    return list === 'tenant' || owner === ownerId ? [{ accountId, list, version, blocked: screeningOf(row) }] : [];
  });
};

import {
  AccessChanged,
  ContactRecorded,
  ContactsMerged,
  DealRecorded,
  type EventLike,
  OrganisationRecorded,
  type RecordKind,
  RecordRemoved,
  UserRecorded,
} from '@mailfold/contracts';
import { uuid5 } from '@mailfold/kernel';
import type { StoredEvent } from '@mailfold/event-store';
import type { DeciderRunner, Reactor } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import type { LinkCommand, LinkOutcome } from '../domain/links/commands.ts';
import type { LinksState } from '../domain/links/state.ts';
import { allConcerned } from './links/threads-concerned.ts';

export type LinksRunner = DeciderRunner<LinksState, LinkCommand, LinkOutcome>;

export interface ReferenceParts {
  readonly rows: ReadStore;
  readonly links: LinksRunner;
}

const FOLLOWED = [ContactRecorded, ContactsMerged, DealRecorded, OrganisationRecorded, RecordRemoved, AccessChanged];

/**
 * `linking.reference`: a change of the directory reaches each account that it concerns as a command, so that the account
 * decides in its own order. Whoever read the directory before the change and has not committed is waited for, so mail and
 * contact that arrive together cannot miss each other.
 */
export const referenceReactor = ({ rows, links }: ReferenceParts): Reactor => ({
  name: 'linking.reference',
  handles: [...FOLLOWED, UserRecorded].map((one) => one.type),
  react: async (tenantId, events) => {
    await waitForReaders(rows, tenantId);
    for (const event of events) await tellAccounts({ rows, links }, tenantId, event);
  },
});

const waitForReaders = (rows: ReadStore, tenantId: string): Promise<unknown> =>
  rows.transaction((sql) =>
    sql.query("select pg_advisory_xact_lock(hashtextextended('directory:' || $1, 0))", [tenantId]),
  );

const tellAccounts = async ({ rows, links }: ReferenceParts, tenantId: string, event: StoredEvent): Promise<void> => {
  const records = recordsIn(event);
  if (records.length === 0) return;
  const concerned = await allConcerned(
    rows,
    tenantId,
    records.map((one) => one.id),
  );
  const accounts = [...new Set(concerned.map((one) => one.account))].toSorted();
  await links.executeMany(
    accounts.map((key) => ({
      id: uuid5(event.id, 'reference-changed', key),
      tenantId,
      key,
      at: event.meta.occurredAt,
      correlationId: event.meta.correlationId,
      body: { kind: 'reference-changed' as const, records },
    })),
  );
};

const recordsIn = (event: EventLike): { kind: RecordKind; id: string }[] => {
  if (ContactRecorded.is(event)) return [{ kind: 'contact', id: event.data.contactId }];
  if (DealRecorded.is(event)) return [{ kind: 'deal', id: event.data.dealId }];
  if (OrganisationRecorded.is(event)) return [{ kind: 'organisation', id: event.data.organisationId }];
  if (RecordRemoved.is(event) || AccessChanged.is(event)) return [{ kind: event.data.kind, id: event.data.id }];
  if (ContactsMerged.is(event))
    return [event.data.survivor, ...event.data.absorbed].map((id) => ({ kind: 'contact', id }));
  return [];
};

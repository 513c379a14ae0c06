import {
  AccessChanged,
  ContactRecorded,
  DealRecorded,
  OrganisationRecorded,
  RecordRemoved,
  UserRecorded,
  type VisibleTo,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { recordId } from '@mailfold/kernel';
import { EventBuilder } from '@mailfold/testing';
import type { Named } from './link-events.ts';

export const EVERYONE: VisibleTo = { everyone: true };

/** What a CRM says of one tenant's records. */
export class DirectoryEvents {
  readonly tenantId: string;
  readonly #events: EventBuilder;

  constructor(tenantId: string) {
    this.tenantId = tenantId;
    this.#events = new EventBuilder({ tenantId });
  }

  user = (name: string, ...groups: readonly string[]): StoredEvent =>
    this.#events.stored(UserRecorded, {
      userId: recordId(this.tenantId, 'user', name),
      externalId: name,
      name: name.toUpperCase(),
      groups: [...groups],
    });

  record({ kind, name }: Named, visibleTo: VisibleTo = EVERYONE, owner?: string): StoredEvent {
    const id = recordId(this.tenantId, kind, name);
    const ownerId = owner === undefined ? {} : { ownerId: recordId(this.tenantId, 'user', owner) };
    const common = { externalId: name, name: `the ${kind} ${name}`, visibleTo, ...ownerId };
    switch (kind) {
      case 'contact':
        return this.#events.stored(ContactRecorded, { ...common, contactId: id, addresses: [] });
      case 'organisation':
        return this.#events.stored(OrganisationRecorded, { ...common, organisationId: id, domains: [] });
      case 'deal':
        return this.#events.stored(DealRecorded, {
          ...common,
          dealId: id,
          state: 'open',
          openedAt: '2026-09-01T00:00:00.000Z',
          contactIds: [],
        });
    }
  }

  /** Only these may see it. */
  only = (...users: readonly string[]): VisibleTo => ({
    users: users.map((name) => recordId(this.tenantId, 'user', name)),
  });

  access = ({ kind, name }: Named, visibleTo: VisibleTo): StoredEvent =>
    this.#events.stored(AccessChanged, { kind, id: recordId(this.tenantId, kind, name), visibleTo });

  removed = ({ kind, name }: Named): StoredEvent =>
    this.#events.stored(RecordRemoved, { kind, id: recordId(this.tenantId, kind, name) });
}

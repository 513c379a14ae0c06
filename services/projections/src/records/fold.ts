import {
  AccessChanged,
  ContactRecorded,
  ContactsMerged,
  DealRecorded,
  OrganisationRecorded,
  RecordRemoved,
  UserRecorded,
  type VisibleTo,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import type { Access, DirectorySet, RecordRow } from './directory-set.ts';

/** Folds one event of a tenant's directory; events of one tenant come in order. */
export const fold = (set: DirectorySet, event: StoredEvent): void => {
  const tenant = event.meta.tenantId;
  const row = recordOf(event, tenant);
  if (row !== undefined) put(set, row);
  if (UserRecorded.is(event)) {
    const { userId: id, externalId, name, groups } = event.data;
    set.removed.delete(id);
    set.users.set(id, { tenant, id, externalId, name, groups });
  }
  if (RecordRemoved.is(event)) remove(set, tenant, event.data.id);
  if (ContactsMerged.is(event)) for (const id of event.data.absorbed) remove(set, tenant, id);
  if (AccessChanged.is(event)) changeAccess(set, tenant, event.data.id, accessOf(event.data.visibleTo));
};

const accessOf = (visibleTo: VisibleTo): Access => ({
  everyone: 'everyone' in visibleTo,
  users: 'users' in visibleTo ? visibleTo.users : [],
  groups: 'groups' in visibleTo ? visibleTo.groups : [],
});

const recordOf = (event: StoredEvent, tenant: string): RecordRow | undefined => {
  const none = { state: null, openedAt: null, organisation: null };
  if (ContactRecorded.is(event)) {
    const { contactId: id, organisationId: organisation = null } = event.data;
    return { ...none, ...guarded(event.data), tenant, id, kind: 'contact', organisation };
  }
  if (OrganisationRecorded.is(event)) {
    return { ...none, ...guarded(event.data), tenant, id: event.data.organisationId, kind: 'organisation' };
  }
  if (DealRecorded.is(event)) {
    const { dealId: id, state, openedAt, organisationId: organisation = null } = event.data;
    return { ...guarded(event.data), tenant, id, kind: 'deal', state, openedAt, organisation };
  }
  return undefined;
};

const guarded = (data: {
  readonly externalId: string;
  readonly name: string;
  readonly ownerId?: string;
  readonly visibleTo: VisibleTo;
}) => ({ externalId: data.externalId, name: data.name, owner: data.ownerId ?? null, ...accessOf(data.visibleTo) });

const put = (set: DirectorySet, row: RecordRow): void => {
  set.removed.delete(row.id);
  set.access.delete(row.id);
  set.records.set(row.id, row);
};

const remove = (set: DirectorySet, tenant: string, id: string): void => {
  set.records.delete(id);
  set.users.delete(id);
  set.access.delete(id);
  set.removed.set(id, { tenant, id });
};

const changeAccess = (set: DirectorySet, tenant: string, id: string, access: Access): void => {
  const row = set.records.get(id);
  if (row !== undefined) set.records.set(id, { ...row, ...access });
  else if (!set.removed.has(id)) set.access.set(id, { tenant, id, ...access });
};

import { z } from 'zod';
import { defineEvent, personal } from './definition.ts';
import { Id, RecordKind, Time, VisibleTo } from './values.ts';

/** The CRM's own id, kept beside ours. */
const externalId = z.string().min(1).max(200);

export const UserRecorded = defineEvent(
  'directory',
  'UserRecorded',
  1,
  'A user of the CRM as it is now.',
  z.object({
    userId: Id,
    externalId,
    name: personal(z.string()),
    address: personal(z.string()).exactOptional(),
    groups: z.array(z.string()),
  }),
);
export const ContactRecorded = defineEvent(
  'directory',
  'ContactRecorded',
  1,
  'A contact as it is now.',
  z.object({
    contactId: Id,
    externalId,
    name: personal(z.string()),
    addresses: z.array(personal(z.string())),
    organisationId: Id.exactOptional(),
    ownerId: Id.exactOptional(),
    visibleTo: VisibleTo,
  }),
);
export const OrganisationRecorded = defineEvent(
  'directory',
  'OrganisationRecorded',
  1,
  'An organisation as it is now.',
  z.object({
    organisationId: Id,
    externalId,
    name: z.string(),
    domains: z.array(z.string()),
    ownerId: Id.exactOptional(),
    visibleTo: VisibleTo,
  }),
);
export const DealState = z.enum(['open', 'won', 'lost', 'deleted']);
export const DealRecorded = defineEvent(
  'directory',
  'DealRecorded',
  1,
  'A deal as it is now.',
  z.object({
    dealId: Id,
    externalId,
    name: z.string(),
    state: DealState,
    openedAt: Time,
    contactIds: z.array(Id),
    organisationId: Id.exactOptional(),
    ownerId: Id.exactOptional(),
    visibleTo: VisibleTo,
  }),
);
export const RecordRemoved = defineEvent(
  'directory',
  'RecordRemoved',
  1,
  'The CRM no longer has the record.',
  z.object({ kind: RecordKind, id: Id }),
);
export const ContactsMerged = defineEvent(
  'directory',
  'ContactsMerged',
  1,
  'Contacts became one.',
  z.object({ survivor: Id, absorbed: z.array(Id).min(1) }),
);
export const AccessChanged = defineEvent(
  'directory',
  'AccessChanged',
  1,
  'Who may see the record, from here on.',
  z.object({ kind: RecordKind, id: Id, visibleTo: VisibleTo }),
);

import { z } from 'zod';
import { defineEvent } from './definition.ts';
import { Id, RecordKind, Why } from './values.ts';

export const ContactLinked = defineEvent(
  'linking',
  'ContactLinked',
  1,
  'A contact belongs to a thread (LNK-1, LNK-3).',
  z.object({ threadId: Id, contactId: Id, why: Why }),
);
export const ContactUnlinked = defineEvent(
  'linking',
  'ContactUnlinked',
  1,
  'A contact no longer belongs to a thread.',
  z.object({ threadId: Id, contactId: Id, why: Why }),
);
export const OrganisationLinked = defineEvent(
  'linking',
  'OrganisationLinked',
  1,
  'An organisation belongs to a thread through its contacts.',
  z.object({ threadId: Id, organisationId: Id, why: Why }),
);
export const OrganisationUnlinked = defineEvent(
  'linking',
  'OrganisationUnlinked',
  1,
  'None of its contacts is linked any more.',
  z.object({ threadId: Id, organisationId: Id, why: Why }),
);
export const DealLinked = defineEvent(
  'linking',
  'DealLinked',
  1,
  'The thread belongs to this deal (one at most, THR-6).',
  z.object({ threadId: Id, dealId: Id, why: Why }),
);
export const DealUnlinked = defineEvent(
  'linking',
  'DealUnlinked',
  1,
  'The thread no longer belongs to this deal.',
  z.object({ threadId: Id, dealId: Id, why: Why }),
);
export const DealSuggested = defineEvent(
  'linking',
  'DealSuggested',
  1,
  'Several deals are possible; a person may choose. An empty list withdraws the suggestion.',
  z.object({ threadId: Id, candidates: z.array(Id), why: Why }),
);
export const ReferenceChanged = defineEvent(
  'linking',
  'ReferenceChanged',
  1,
  'Records of the directory changed that concern this account; links were decided anew from here.',
  z.object({ records: z.array(z.object({ kind: RecordKind, id: Id })).min(1) }),
);
export const LinkingSettingsChanged = defineEvent(
  'linking',
  'LinkingSettingsChanged',
  1,
  'Automatic links were switched on or off for this account.',
  z.object({ autoLink: z.boolean() }),
);

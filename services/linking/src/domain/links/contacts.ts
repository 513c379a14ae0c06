import { ContactLinked, ContactUnlinked, fact, OrganisationLinked, OrganisationUnlinked } from '@mailfold/contracts';
import { domainOf } from '@mailfold/mail';
import { linked, type LinkedThread, linkKey, type LinksState } from './state.ts';

const RULE = 'participants@1';
const ORGANISATION_RULE = 'organisation-of-contact@1';

export interface LinkFact {
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
}

/**
 * LNK-1: the contacts whose addresses are among the participants, own and company addresses excluded. What a rule linked and
 * no longer follows is withdrawn; what a person linked or barred stays (LNK-3).
 */
export const decideContacts = (state: LinksState, thread: LinkedThread): readonly LinkFact[] => {
  const wanted = contactsOf(state, thread);
  const threadId = thread.id;
  const added = [...wanted]
    .filter(([contactId]) => !thread.links.has(linkKey('contact', contactId)))
    .map(([contactId, address]) =>
      fact(ContactLinked, `${threadId} ${contactId}`, { threadId, contactId, why: { rule: RULE, address } }),
    );
  const removed = linked(thread, 'contact')
    .filter((link) => !state.directory.contacts.has(link.record) || (!link.byHand && !wanted.has(link.record)))
    .map(({ record: contactId }) =>
      fact(ContactUnlinked, `${threadId} ${contactId}`, { threadId, contactId, why: { rule: RULE } }),
    );
  return [...added, ...removed];
};

/** Contact → the address that speaks for it; the first in order of text, so that it does not depend on arrival. */
const contactsOf = (state: LinksState, thread: LinkedThread): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const address of [...thread.participants.keys()].toSorted()) {
    if (isOurs(state, address)) continue;
    for (const contact of state.directory.byAddress.get(address) ?? [])
      if (!found.has(contact)) found.set(contact, address);
  }
  return found;
};

const isOurs = ({ rules }: LinksState, address: string): boolean =>
  rules === undefined || rules.own.includes(address) || rules.companyDomains.includes(domainOf(address));

/** Organisations follow the contacts that are linked (LNK-1). */
export const decideOrganisations = (state: LinksState, thread: LinkedThread): readonly LinkFact[] => {
  const threadId = thread.id;
  const wanted = new Set(
    linked(thread, 'contact').flatMap(({ record }) => {
      const organisation = state.directory.contacts.get(record)?.organisationId;
      return organisation !== undefined && state.directory.organisations.has(organisation) ? [organisation] : [];
    }),
  );
  const why = { rule: ORGANISATION_RULE };
  const added = [...wanted]
    .filter((organisationId) => !thread.links.has(linkKey('organisation', organisationId)))
    .map((organisationId) =>
      fact(OrganisationLinked, `${threadId} ${organisationId}`, { threadId, organisationId, why }),
    );
  const removed = linked(thread, 'organisation')
    .filter((link) => !wanted.has(link.record))
    .map(({ record: organisationId }) =>
      fact(OrganisationUnlinked, `${threadId} ${organisationId}`, { threadId, organisationId, why }),
    );
  return [...added, ...removed];
};

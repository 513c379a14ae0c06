import { workdaysBefore } from './calendar/workday.ts';
import type { DealStory } from './content/deal.ts';
import type { Contact, Customer } from './content/directory.ts';
import { everyDeal } from './content/deals/every-deal.ts';
import { colleagues } from './content/organisations/colleagues.ts';
import { everyContact, everyCustomer } from './content/organisations/every-customer.ts';
import {
  OWNER,
  visibleTo,
  type ContactRecord,
  type DealRecord,
  type OrganisationRecord,
  type UserRecord,
} from './records.ts';

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  aiko: ['sales'],
  kenji: ['sales'],
  lena: ['service'],
};

export const userRecords = (): readonly UserRecord[] =>
  colleagues.flatMap(({ key, name, address }) => {
    const groups = GROUPS[key];
    return groups === undefined ? [] : [{ externalId: key, name, address, groups }];
  });

const organisationRecord = ({ organisation }: Customer): OrganisationRecord => ({
  externalId: organisation.key,
  name: organisation.name,
  domains: organisation.domains,
  visibleTo: visibleTo(organisation.audience),
});

const contactRecord = (contact: Contact): ContactRecord => ({
  externalId: contact.person.key,
  name: contact.person.name,
  addresses: [contact.person.address, ...contact.moreAddresses],
  ...(contact.organisation === undefined ? {} : { organisationId: contact.organisation }),
  ownerId: OWNER,
  visibleTo: visibleTo(contact.audience),
});

const dealRecord = (deal: DealStory, today: Date): DealRecord => ({
  externalId: deal.key,
  name: deal.name,
  state: deal.state,
  openedAt: workdaysBefore(today, deal.openedAgo).toISOString(),
  contactIds: deal.contacts,
  organisationId: deal.organisation,
  ownerId: OWNER,
  visibleTo: visibleTo(deal.audience),
});

export const organisationRecords = () => everyCustomer.map(organisationRecord);
export const contactRecords = () => everyContact.map(contactRecord);
export const dealRecords = (today: Date) => everyDeal.map((deal) => dealRecord(deal, today));

import type { BlockList } from '@mailfold/contracts';
import { domainOf, type ParticipantFields, participants } from '@mailfold/mail';
import type { MailboxRules } from './mailbox-rules.ts';

/** SCO-4: it has a participant who is not the owner, and every such one is blocked. */
export const isBlocked = (rules: Pick<MailboxRules, 'own' | 'blocked'>, headers: ParticipantFields): boolean => {
  const lists = Object.values(rules.blocked ?? {});
  if (lists.every(isEmpty)) return false;
  const others = othersIn(rules, headers);
  return others.length > 0 && others.every((address) => lists.some((list) => names(list, address)));
};

/** Participants beside the owner. */
export const othersIn = ({ own }: Pick<MailboxRules, 'own'>, headers: ParticipantFields): readonly string[] =>
  participants(headers, { countBcc: true }).all.filter((one) => !own.includes(one));

/** SCO-6: by the tenant's policy only mail with a contact of the directory is stored. */
export const isForContacts = ({ blocked }: Pick<MailboxRules, 'blocked'>): boolean =>
  blocked?.tenant?.contactsOnly === true;

const isEmpty = ({ addresses, domains }: BlockList): boolean => addresses.length + domains.length === 0;

const names = ({ addresses, domains }: BlockList, address: string): boolean => {
  const domain = domainOf(address);
  return addresses.includes(address) || domains.some((one) => domain === one || domain.endsWith(`.${one}`));
};

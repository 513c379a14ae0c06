import type { BlockList } from '@mailfold/contracts';
import { domainOf, type ParticipantFields, participants } from '@mailfold/mail';
import type { MailboxRules } from './mailbox-rules.ts';

/** SCO-4: it has a participant who is not the owner, and every such one is blocked. */
export const isBlocked = (rules: Pick<MailboxRules, 'own' | 'blocked'>, headers: ParticipantFields): boolean => {
  const lists = Object.values(rules.blocked ?? {});
  if (lists.every(isEmpty)) return false;
  const others = participants(headers, { countBcc: true }).all.filter((one) => !rules.own.includes(one));
  return others.length > 0 && others.every((address) => lists.some((list) => names(list, address)));
};

const isEmpty = ({ addresses, domains }: BlockList): boolean => addresses.length + domains.length === 0;

const names = ({ addresses, domains }: BlockList, address: string): boolean => {
  const domain = domainOf(address);
  return addresses.includes(address) || domains.some((one) => domain === one || domain.endsWith(`.${one}`));
};

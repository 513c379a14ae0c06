import { distinct } from '@mailfold/kernel';
import { baseSubject, domainOf, participants } from '@mailfold/mail';
import type { Mailbox, ObservedMessage, ThreadingPolicy } from '../policy.ts';

/** Stands for all of the account's own addresses: one participant, present in every message. */
const OWN = '@own';
const SEPARATOR = '\n';
/** Above this many participants only the sender, Reply-To and the own address count. */
const CROWD = 100;

/**
 * THR-1, the default: base subjects match and two participants are shared, the sender among them. Each message yields the
 * pairs {sender, each other participant}; a pair of two colleagues counts only in a message without outsiders.
 */
export const subjectParticipants: ThreadingPolicy = {
  name: 'subject-participants@1',
  joins(message, mailbox) {
    const subject = baseSubject(message.subject);
    if (subject === '') return [];
    const start = subject + SEPARATOR;
    return pairsOf(message, mailbox).map((pair) => start + pair);
  },
};

const pairsOf = (message: ObservedMessage, mailbox: Mailbox): readonly string[] => {
  const { sender, replyTo, all } = participants(message, { countBcc: false });
  if (sender === undefined) return [];
  const asOwn = (address: string): string => (mailbox.own.has(address) ? OWN : address);
  const first = asOwn(sender);
  const counted = (all.length > CROWD ? replyTo : all).map(asOwn);
  const others = distinct([...counted, OWN]).filter((other) => other !== first);
  return countedBeside(first, others, mailbox).map((other) =>
    first < other ? first + SEPARATOR + other : other + SEPARATOR + first,
  );
};

/** Colleagues do not count beside a colleague, unless nobody else is there. */
const countedBeside = (first: string, others: readonly string[], mailbox: Mailbox): readonly string[] => {
  const isOutsider = (one: string): boolean => one !== OWN && !mailbox.companyDomains.has(domainOf(one));
  if (isOutsider(first)) return others;
  const outsiders = others.filter(isOutsider);
  return outsiders.length === 0 ? others : outsiders;
};

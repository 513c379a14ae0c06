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
    return pairsOf(message, mailbox).map((pair) => subject + SEPARATOR + pair);
  },
};

const pairsOf = (message: ObservedMessage, mailbox: Mailbox): string[] => {
  const { sender, replyTo, all } = participants(message, { countBcc: false });
  if (sender === undefined) return [];
  const asOwn = (address: string): string => (mailbox.own.has(address) ? OWN : address);
  const first = asOwn(sender);
  const others = new Set((all.length > CROWD ? replyTo : all).map(asOwn)).add(OWN);
  others.delete(first);
  const isColleague = (participant: string): boolean =>
    participant === OWN || mailbox.companyDomains.has(domainOf(participant));
  const internal = isColleague(first) && [...others].every(isColleague);
  return [...others]
    .filter((other) => internal || !(isColleague(first) && isColleague(other)))
    .map((other) => (first < other ? first + SEPARATOR + other : other + SEPARATOR + first));
};

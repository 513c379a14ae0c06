import type { MaildirMessage } from '@mailfold/dev-env';
import { ADDRESS } from '../mailfold/connect.ts';
import { writeMail } from './write-mail.ts';

const CUSTOMERS = 12;
const TOPICS = ['Offer', 'Delivery', 'Invoice', 'Visit', 'Calibration', 'Spare parts', '見積もり'];
const FIRST = Date.UTC(2025, 0, 1);
const HOUR_MS = 3_600_000;

const addressOf = (customer: number): string => `buyer${customer}@customer${customer}.example`;

/** A year of conversations with customers: questions and the owner's answers, several to a thread. */
export const salesYear = (mails: number, owner = ADDRESS): readonly MaildirMessage[] =>
  Array.from({ length: mails }, (_, nth) => {
    const customer = nth % CUSTOMERS;
    const round = Math.floor(nth / CUSTOMERS);
    const subject = `${TOPICS[round % TOPICS.length]} ${Math.floor(round / 3)} for customer ${customer}`;
    const parties = { from: addressOf(customer), to: owner };
    const turned = round % 3 === 1 ? { from: parties.to, to: parties.from } : parties;
    const text = `Mail number ${nth} about ${subject}. 温度記録計について。`;
    const raw = writeMail({
      ...turned,
      subject: round % 3 === 0 ? subject : `Re: ${subject}`,
      text,
      id: `year-${nth}`,
    });
    return { raw, internalDate: new Date(FIRST + nth * HOUR_MS), flags: nth % 4 === 0 ? [] : ['Seen' as const] };
  });

/** The records of a CRM that knows these customers: a contact each, an open deal for every second one. */
export const salesDirectory = (): readonly string[] =>
  Array.from({ length: CUSTOMERS }, (_, customer) => [
    { op: 'organisation', id: `o${customer}`, name: `Customer ${customer}`, domains: [`customer${customer}.example`] },
    { op: 'contact', id: `c${customer}`, name: `Buyer ${customer}`, addresses: [addressOf(customer)] },
    ...(customer % 2 === 0
      ? [
          {
            op: 'deal',
            id: `d${customer}`,
            name: `Deal ${customer}`,
            openedAt: '2025-01-01T00:00:00Z',
            contactIds: [`c${customer}`],
          },
        ]
      : []),
  ])
    .flat()
    .map((line) => JSON.stringify(line));

import type { DirectoryLine } from '@mailfold/contracts/http';
import { RECIPIENT } from './easy-ham.ts';
import { mailbox } from './mailbox.ts';

export const OWNER = 'owner';
const CONTACTS = 400;
const CONTACTS_A_DEAL = 5;
const OPENED_AT = '2023-12-01T00:00:00.000Z';

/** A CRM's records for a mailbox: its most frequent writers as contacts, and a deal for every five of them. */
export async function directoryFor(count: number): Promise<readonly DirectoryLine[]> {
  const everyone = { everyone: true } as const;
  const contacts = [...(await writers(count))].map((address, nth) => ({
    op: 'contact' as const,
    id: `contact-${nth}`,
    name: `Contact ${nth}`,
    addresses: [address],
    visibleTo: everyone,
  }));
  const deals = Array.from({ length: Math.ceil(contacts.length / CONTACTS_A_DEAL) }, (_, nth) => ({
    op: 'deal' as const,
    id: `deal-${nth}`,
    name: `Deal ${nth}`,
    state: 'open' as const,
    openedAt: OPENED_AT,
    contactIds: contacts.slice(nth * CONTACTS_A_DEAL, (nth + 1) * CONTACTS_A_DEAL).map((contact) => contact.id),
    visibleTo: everyone,
  }));
  return [{ op: 'user', id: OWNER, name: 'The owner', address: RECIPIENT, groups: [] }, ...contacts, ...deals];
}

async function writers(count: number): Promise<readonly string[]> {
  const mails = new Map<string, number>();
  for await (const { raw } of mailbox(count)) {
    const address = /^From:.*?([\w.+-]+@[\w.-]+\w)/im.exec(raw.toString('latin1', 0, 8_192))?.[1]?.toLowerCase();
    if (address !== undefined) mails.set(address, (mails.get(address) ?? 0) + 1);
  }
  const frequent = [...mails].toSorted(([, one], [, other]) => other - one).slice(0, CONTACTS);
  return frequent.map(([address]) => address);
}

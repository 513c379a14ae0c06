import type { ApiClient } from '@mailfold/client';
import type { Dovecot, DovecotUser } from '@mailfold/dev-env';
import { salesDirectory, salesYear } from '../journeys/mail/sales-year.ts';

export const CUSTOMERS = 12;
export const OWNERS = ['ann', 'ben', 'cem'] as const;
export type Owner = (typeof OWNERS)[number];

export const addressOf = (owner: Owner): string => `${owner}@example.com`;

/** Whoever is new to the CRM when much of their mail is there already. */
const LATE = new Set(['c10', 'c11']);
const FOLDERS = ['Projects', 'Later'];

/** A mailbox for each owner, full of old mail. */
export const fillMailboxes = async (dovecot: Dovecot, mails: number): Promise<Readonly<Record<Owner, DovecotUser>>> => {
  const made = OWNERS.map(async (owner) => {
    const user = await dovecot.addUser();
    const year = salesYear(mails, addressOf(owner));
    const half = Math.floor(mails / 2);
    await dovecot.appendMaildir(user.user, 'INBOX', year.slice(0, half));
    await dovecot.appendMaildir(user.user, 'Projects', year.slice(half));
    for (const folder of FOLDERS.slice(1)) await dovecot.doveadm('mailbox', 'create', '-u', user.user, folder);
    return [owner, user] as const;
  });
  const [ann, ben, cem] = await Promise.all(made);
  if (ann === undefined || ben === undefined || cem === undefined) throw new Error('an owner without a mailbox');
  return { ann: ann[1], ben: ben[1], cem: cem[1] };
};

/** The CRM as it is before any mailbox is connected. */
export const fillDirectory = async (client: ApiClient): Promise<void> => {
  const known = salesDirectory().filter((line) => {
    const { id, contactIds = [] } = JSON.parse(line) as { id: string; contactIds?: string[] };
    return ![id, ...contactIds].some((one) => LATE.has(one));
  });
  const users = OWNERS.map((owner) => JSON.stringify({ op: 'user', id: owner, name: owner }));
  await client.directory.batch([...users, ...known]);
};

/** What an owner says to connect a mailbox. */
export const connection = (owner: Owner, { host, tlsPort, certificate }: Dovecot, { user, password }: DovecotUser) =>
  ({
    owner,
    address: addressOf(owner),
    servers: { imap: { host, port: tlsPort, tls: 'implicit', pinnedCertificate: certificate } },
    credentials: { kind: 'password', login: user, password },
    settings: { defaultVisibility: 'shared' },
  }) as const;

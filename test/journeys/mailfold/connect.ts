import type { ApiClient } from '@mailfold/client';
import type { AccountSettings } from '@mailfold/contracts';
import type { Dovecot, DovecotUser } from '@mailfold/dev-env';

/** The CRM's id of the person whose mailbox the journeys are about. */
export const OWNER = 'ann';
export const ADDRESS = 'ann@example.com';

/** Lays Ann into the directory and connects her mailbox, over TLS. @returns the account's id */
export const connectAnn = async (
  client: ApiClient,
  { host, tlsPort, certificate }: Dovecot,
  { user, password }: DovecotUser,
  settings: Partial<AccountSettings> = {},
): Promise<string> => {
  await client.directory.put('users', OWNER, { name: 'Ann' });
  const { id } = await client.accounts.connect({
    owner: OWNER,
    address: ADDRESS,
    servers: { imap: { host, port: tlsPort, tls: 'implicit', pinnedCertificate: certificate } },
    credentials: { kind: 'password', login: user, password },
    settings,
  });
  return id;
};

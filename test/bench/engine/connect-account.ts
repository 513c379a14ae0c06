import type { ApiClient } from '@mailfold/client';
import { directoryFor, OWNER } from '../corpus/directory.ts';
import { RECIPIENT } from '../corpus/easy-ham.ts';

export interface Login {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** Lays the records of a CRM into the directory, so that there is something to link to. */
export async function fillDirectory(client: ApiClient, messages: number): Promise<void> {
  const lines = await directoryFor(messages);
  await client.directory.batch(lines.map((line) => JSON.stringify(line)));
}

/** Connects the mailbox of the corpus's recipient; everything that is linked is shared. @returns the account's id */
export async function connectAccount(client: ApiClient, { host, port, user, password }: Login): Promise<string> {
  const { id } = await client.accounts.connect({
    owner: OWNER,
    address: RECIPIENT,
    servers: { imap: { host, port, tls: 'none' } },
    credentials: { kind: 'password', login: user, password },
    settings: { defaultVisibility: 'shared' },
  });
  return id;
}

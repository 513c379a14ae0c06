import type { ApiClient } from '@mailfold/client';
import type { DemoMailServers } from '@mailfold/demo-company/servers';

/** The demo company: its mail servers in this process, its records in the directory, its owner's account connected. */
export interface Demo {
  readonly accountId: string;
  /** Of the connection: who waits for it sees the account. */
  readonly token: string;
  /** Subjects, without reply prefixes, that the owner keeps for herself. */
  readonly privateSubjects: readonly string[];
  /** The deal whose timeline is shown, and to which colleague. */
  readonly example: { readonly deal: string; readonly viewer: string };
}

/** Repeating it changes nothing: the directory is *already so*, and the account resumes. */
export const connectDemo = async (client: ApiClient, servers: DemoMailServers): Promise<Demo> => {
  // Loaded here: nothing that the API waits for needs it.
  const { demoCompany, directoryLines } = await import('@mailfold/demo-company');
  const company = demoCompany({ now: servers.seededAt });
  await client.directory.batch(directoryLines(company).map((line) => JSON.stringify(line)));
  const { imap, smtp, login, password } = servers;
  const server = ({ host, port, certificate }: typeof imap) => ({
    host,
    port,
    tls: 'implicit' as const,
    pinnedCertificate: certificate,
  });
  const connected = await client.accounts.connect({
    owner: company.owner.externalId,
    address: login,
    servers: { imap: server(imap), smtp: server(smtp) },
    credentials: { kind: 'password', login, password },
    settings: {
      archiveAtProvider: true,
      deleteAtProvider: true,
      defaultVisibility: company.sharing.accountDefault,
      removeWhenDeletedAtProvider: true,
    },
  });
  const deal = company.deals.find((one) => one.state === 'open') ?? company.deals[0];
  const viewer = company.users.find((one) => one.externalId !== company.owner.externalId);
  return {
    accountId: connected.id,
    token: connected.token,
    privateSubjects: company.sharing.privateSubjects,
    example: { deal: deal?.externalId ?? '', viewer: viewer?.externalId ?? '' },
  };
};

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapServer, type ImapServerOptions } from '@mailfold/imap-server';
import type { ConnectOptions } from '@mailfold/mail-provider';
import type { MailProviderHarness } from '@mailfold/mail-provider/contract';
import { ImapMailProvider } from '../src/index.ts';
import { guard } from './loopback.ts';

export const LOGIN = 'ann@example.com';
export const PASSWORD = 'a secret of ann';

export const startServer = (options: Partial<ImapServerOptions> = {}): Promise<ImapServer> =>
  ImapServer.start({ users: [{ login: LOGIN, password: PASSWORD }], ...options });

/** Settings for the account at this server; with TLS its certificate is pinned. */
export function settingsFor(server: ImapServer, tls: 'implicit' | 'starttls' | 'none' = 'implicit'): ConnectOptions {
  const port = tls === 'implicit' ? (server.tlsPort ?? server.port) : server.port;
  const pinned = server.certificate?.cert;
  return {
    settings: {
      imap: { host: '127.0.0.1', port, tls, ...(pinned === undefined ? {} : { pinnedCertificate: pinned }) },
    },
    credentials: { kind: 'password', login: LOGIN, password: PASSWORD },
  };
}

interface Abilities extends Pick<MailProviderHarness, 'changesBy' | 'tellsWhereMoved'> {
  readonly server: Partial<ImapServerOptions>;
}

/** A server of its own for each test; its mail is on the disk, so that it can be halted. */
export async function imapServerHarness({ server: options, ...abilities }: Abilities): Promise<MailProviderHarness> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mailfold-imap-'));
  let server = await startServer({ ...options, dataDir });
  const { port } = server;
  const account = settingsFor(server);
  const mailbox = () => server.mailbox(LOGIN);
  let epoch = 4_711;
  return {
    provider: new ImapMailProvider({ guard, timeouts: { pollMs: 50 } }),
    options: account,
    ...abilities,
    deliver: async (raw) => void (await mailbox().deliver('INBOX', Buffer.from(raw))),
    place: async (path, mails) => {
      if (!mailbox().admin.has(path)) await mailbox().admin.create(path);
      await mailbox().deliverMany(
        path,
        mails.map(({ raw, receivedAt, seen = false }) => ({
          raw: Buffer.from(raw),
          flags: seen ? ['\\Seen'] : [],
          ...(receivedAt === undefined ? {} : { internalDate: receivedAt }),
        })),
      );
    },
    mark: async (path, uids, seen) =>
      void (await mailbox().setFlags(path, { uids, operation: seen ? 'add' : 'remove', flags: ['\\Seen'] })),
    expunge: (path, uids) => mailbox().expunge(path, uids),
    moveAway: async (path, uids, to) => void (await mailbox().move(path, uids, to)),
    renumber: async (path) => {
      epoch += 1;
      await mailbox().admin.setUidValidity(path, epoch, { renumber: true });
    },
    halt: () => server.close(),
    resume: async () => {
      server = await startServer({ ...options, dataDir, port });
    },
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

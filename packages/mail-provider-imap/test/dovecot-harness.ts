import type { Dovecot, DovecotUser, DovecotVariant } from '@mailfold/dev-env';
import type { ConnectOptions } from '@mailfold/mail-provider';
import type { MailProviderHarness } from '@mailfold/mail-provider/contract';
import { ImapMailProvider } from '../src/index.ts';
import { SecondClient } from './second-client.ts';
import { guard } from './loopback.ts';

const CHANGES_BY = { full: 'qresync', 'no-qresync': 'condstore', 'no-condstore': 'diff' } as const satisfies Record<
  DovecotVariant,
  MailProviderHarness['changesBy']
>;

const POOL = 64;

/** Empty accounts at this Dovecot. They are made in one go: it looks for new users only once in a second. */
export async function accountsAt(server: Dovecot): Promise<() => ConnectOptions> {
  const users: DovecotUser[] = [];
  for (let count = 0; count < POOL; count += 1) users.push(await server.addUser());
  return () => {
    const next = users.pop();
    if (next === undefined) throw new Error(`this suite has used its ${POOL} accounts`);
    return accountOf(server, next);
  };
}

function accountOf(server: Dovecot, { user, password }: DovecotUser): ConnectOptions {
  return {
    settings: {
      imap: { host: server.host, port: server.tlsPort, tls: 'implicit', pinnedCertificate: server.certificate },
    },
    credentials: { kind: 'password', login: user, password },
  };
}

export function dovecotHarness(server: Dovecot, variant: DovecotVariant, options: ConnectOptions): MailProviderHarness {
  const { login } = options.credentials;
  const other = new SecondClient(options);
  let epoch = 4_711;
  return {
    provider: new ImapMailProvider({ guard }),
    options,
    changesBy: CHANGES_BY[variant],
    tellsWhereMoved: true,
    deliver: (raw) => server.deliver(login, raw),
    place: async (path, mails) => {
      const messages = mails.map(({ raw, receivedAt, seen = false }) => ({
        raw,
        ...(receivedAt === undefined ? {} : { internalDate: receivedAt }),
        ...(seen ? { flags: ['Seen'] as const } : {}),
      }));
      await server.appendMaildir(login, path, messages);
    },
    mark: (path, uids, seen) => other.mark(path, uids, seen),
    expunge: (path, uids) => other.expunge(path, uids),
    moveAway: (path, uids, to) => other.moveAway(path, uids, to),
    renumber: async (path) => {
      epoch += 1;
      await server.doveadm('mailbox', 'update', '-u', login, '--uid-validity', String(epoch), path);
    },
    halt: () => server.halt(),
    resume: () => server.resume(),
    [Symbol.asyncDispose]: async () => undefined, // the account ends with the server
  };
}

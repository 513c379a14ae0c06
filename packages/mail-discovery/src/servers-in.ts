import type { ClientConfig, ServerEntry } from './client-config.ts';
import type { Proposal, ProposedServer } from './discovery.ts';
import { hostName } from './host-name.ts';
import type { Subject } from './subject.ts';

const TLS: Readonly<Record<string, ProposedServer['tls']>> = { SSL: 'implicit', TLS: 'implicit', STARTTLS: 'starttls' };

type Picked =
  | { readonly proposal: Omit<Proposal, 'confirm'> }
  | { readonly refused: string }
  | { readonly nothing: string };

/** What of a document fits: its first IMAP server with TLS, and its first SMTP server with TLS. */
export function serversIn({ incoming, outgoing }: ClientConfig, subject: Subject): Picked {
  const offered = incoming.filter(({ type }) => type === 'imap');
  if (offered.length === 0) return { nothing: 'a document without an IMAP server' };
  const imap = offered.find((entry) => serverOf(entry, subject) !== undefined);
  const server = imap && serverOf(imap, subject);
  if (imap === undefined || server === undefined) {
    return {
      refused: offered.some(({ socketType }) => socketType in TLS) ? 'no name of a public host' : 'IMAP without TLS',
    };
  }
  const smtp = outgoing
    .filter(({ type }) => type === 'smtp')
    .map((entry) => serverOf(entry, subject))
    .find((entry) => entry !== undefined);
  const login = loginOf(imap, subject);
  return {
    proposal: {
      imap: server,
      ...(smtp === undefined ? {} : { smtp }),
      ...(login === undefined ? {} : { login }),
      logins: loginsOf(imap),
    },
  };
}

function serverOf({ hostname, port, socketType }: ServerEntry, subject: Subject): ProposedServer | undefined {
  const host = hostName(filled(hostname, subject));
  const tls = TLS[socketType];
  return host === undefined || tls === undefined ? undefined : { host, port, tls };
}

const filled = (text: string, { address, localPart, domain }: Subject): string =>
  text
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', localPart)
    .replaceAll('%EMAILDOMAIN%', domain);

/** A user name is made of the address; one that is the same for everybody is nobody's. */
function loginOf({ username = '' }: ServerEntry, subject: Subject): string | undefined {
  const login = filled(username, subject);
  const isMade = username.includes('%EMAILADDRESS%') || username.includes('%EMAILLOCALPART%');
  return isMade && login !== subject.address && !/[\p{Cc}%]/u.test(login) ? login : undefined;
}

const LOGINS: Readonly<Record<string, Proposal['logins'][number]>> = {
  'password-cleartext': 'password',
  'password-encrypted': 'password',
  plain: 'password',
  secure: 'password',
  OAuth2: 'oauth2',
};

function loginsOf({ authentication }: ServerEntry): Proposal['logins'] {
  const logins = authentication.map((one) => LOGINS[one]).filter((one) => one !== undefined);
  return logins.length === 0 ? ['password'] : [...new Set(logins)];
}

import { type Clock, systemClock } from '@mailfold/kernel';
import { oauthError } from '../errors.ts';
import { type Fetch, IssuerClient } from './issuer-client.ts';
import { KNOWN_ISSUERS } from '../config/known-issuers.ts';
import { isLoopback, type OAuthSettings } from '../config/oauth-settings.ts';

/** What tells which issuer opens a mailbox; the first that is given decides. */
export interface Wanted {
  readonly issuer?: string | undefined;
  /** The account's IMAP server. */
  readonly imapHost?: string | undefined;
  readonly address?: string | undefined;
}

const CALLBACK = '/v1/oauth/callback';

/** The issuers at which the operator registered mailfold. */
export class Issuers {
  readonly settings: OAuthSettings;
  readonly #clients: ReadonlyMap<string, IssuerClient>;

  constructor(settings: OAuthSettings, fetch: Fetch, clock: Clock = systemClock) {
    const { issuers, publicUrl = '' } = settings;
    const redirectUri = `${publicUrl}${CALLBACK}`;
    this.settings = settings;
    this.#clients = new Map(issuers.map((one) => [one.name, new IssuerClient(one, { redirectUri, fetch, clock })]));
  }

  /** @throws MailfoldError `oauth/not-configured`, with the variables to set */
  find(wanted: Wanted): IssuerClient {
    const found = this.#all().find((client) => opens(client.settings, wanted));
    if (found !== undefined) return found;
    throw notConfigured(wanted);
  }

  /** @throws MailfoldError `oauth/not-configured` when the operator took it away */
  named(name: string): IssuerClient {
    return this.find({ issuer: name });
  }

  /** Whether a browser that signed in may be sent there. */
  mayReturnTo(text: string): boolean {
    const url = URL.parse(text);
    return url !== null && url.hash === '' && (isLoopback(url) || this.settings.returnOrigins.includes(url.origin));
  }

  #all(): readonly IssuerClient[] {
    return [...this.#clients.values()];
  }
}

interface Opens {
  readonly name: string;
  readonly domains: readonly string[];
  readonly hosts: readonly string[];
}

const opens = ({ name, domains, hosts }: Opens, { issuer, imapHost, address }: Wanted): boolean => {
  if (issuer !== undefined) return name === issuer;
  if (imapHost !== undefined && hosts.includes(imapHost.toLowerCase())) return true;
  const domain = address?.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domain !== undefined && domains.some((pattern) => covers(pattern, domain));
};

const covers = (pattern: string, domain: string): boolean =>
  pattern.startsWith('*.') ? domain.endsWith(pattern.slice(1)) : domain === pattern;

const notConfigured = (wanted: Wanted) => {
  const known = KNOWN_ISSUERS.find((one) => opens(one, wanted));
  const name = (known?.name ?? wanted.issuer ?? '<NAME>').toUpperCase();
  const variables = ['CLIENT_ID', 'CLIENT_SECRET', ...(known === undefined ? ['ISSUER', 'SCOPES', 'DOMAINS'] : [])];
  return oauthError(
    'oauth/not-configured',
    `Signing in with ${known?.title ?? 'OAuth2'} is not set up here: the operator registers mailfold there and sets MAILFOLD_PUBLIC_URL and ${variables.map((one) => `MAILFOLD_OAUTH_${name}_${one}`).join(', ')}.`,
    { retry: 'backoff', details: known === undefined ? {} : { issuer: known.name } },
  );
};

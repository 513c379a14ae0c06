import type { Clock } from '@mailfold/kernel';
import type { MailProvider } from '@mailfold/mail-provider';
import { guardedFetch, NetworkGuard } from '@mailfold/network-guard';
import { migrate, type ReadStore } from '@mailfold/read-store';
import type { Fetch } from './issuers/issuer-client.ts';
import { Issuers } from './issuers/issuers.ts';
import type { OAuthSettings } from './issuers/oauth-settings.ts';
import { AccessTokens, type LoginVault } from './tokens/access-tokens.ts';
import { AccountLogins } from './tokens/account-logins.ts';
import { oauthMigrations, RefreshClaims } from './tokens/refresh-claims.ts';

export interface OAuthParts {
  readonly settings: OAuthSettings;
  readonly rows: ReadStore;
  readonly vault: LoginVault;
  readonly provider: Pick<MailProvider, 'connect'>;
  /** Where issuers may be (X1). */
  readonly guard: NetworkGuard;
  readonly clock: Clock;
}

export interface OAuth {
  readonly issuers: Issuers;
  readonly logins: AccountLogins;
}

/** What a process needs that connects to accounts. */
export const openOAuth = async (parts: OAuthParts): Promise<OAuth> => {
  const { settings, rows, vault, provider, guard, clock } = parts;
  await migrate(rows, oauthMigrations);
  const issuers = new Issuers(settings, fetchThrough(guard, settings), clock);
  const tokens = new AccessTokens({ vault, issuers, claims: new RefreshClaims(rows), clock });
  return { issuers, logins: new AccountLogins({ provider, tokens }) };
};

/** The operator named an issuer, so it may be inside; what its discovery document names beside it may not (X1). */
const fetchThrough = (guard: NetworkGuard, { issuers }: OAuthSettings): Fetch => {
  const named = issuers.map((issuer) => new URL(issuer.url));
  const own = new NetworkGuard({ allowed: named.map(({ hostname }) => hostname) });
  // In clear to loopback only: the client itself refuses it for any other issuer.
  const options = { allowHttp: true };
  const [outside, inside] = [guardedFetch(guard, options), guardedFetch(own, options)];
  return (url, { method, headers, body, signal }) => {
    const send = named.some(({ origin }) => origin === new URL(url).origin) ? inside : outside;
    if (body instanceof ReadableStream || body instanceof ArrayBuffer) throw new TypeError('forms only are sent');
    const request = { method, headers, body: body ?? null, redirect: 'manual' } as const;
    return send(url, signal === undefined ? request : { ...request, signal });
  };
};

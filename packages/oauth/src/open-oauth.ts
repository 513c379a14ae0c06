import type { Clock } from '@mailfold/kernel';
import type { MailProvider } from '@mailfold/mail-provider';
import type { NetworkGuard } from '@mailfold/network-guard';
import { migrate, type ReadStore } from '@mailfold/read-store';
import { fetchThrough } from './issuers/fetch-through.ts';
import { Issuers } from './issuers/issuers.ts';
import type { OAuthSettings } from './config/oauth-settings.ts';
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

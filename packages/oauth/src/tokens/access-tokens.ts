import { type Clock, pause } from '@mailfold/kernel';
import { type Credentials, type Login, mailProviderError } from '@mailfold/mail-provider';
import type { Issuers } from '../issuers/issuers.ts';
import type { RefreshClaims } from './refresh-claims.ts';

/** Sealed logins, by account. */
export interface LoginVault {
  get(accountId: string): Promise<Login | undefined>;
  /** Compare and set. @returns false, and nothing is changed, when what is kept is not `was` any more */
  replace(accountId: string, was: Login, login: Login): Promise<boolean>;
}

export interface AccessTokensParts {
  readonly vault: LoginVault;
  readonly issuers: Issuers;
  readonly claims: RefreshClaims;
  readonly clock: Clock;
}

type OAuth = Extract<Credentials, { kind: 'oauth2' }>;
type OAuthLogin = Login & { readonly credentials: OAuth & { readonly refreshToken: string; readonly issuer: string } };

/** So that a token lasts through the login and what follows it. */
const BEFORE_END_MS = 5 * 60_000;
const LOOK_AGAIN_MS = 100;
/** As long as a claim is held, and then some. */
const PATIENCE_MS = 75_000;

/**
 * Keeps the access tokens of accounts fresh. One process refreshes an account at a time and the others take what it stored, since an
 * issuer that rotates refresh tokens takes the second use of one for theft and ends them all (RFC 9700 §4.14.2). What came is stored
 * before it is used: the newest is never lost to a login that fails (S25).
 */
export class AccessTokens {
  readonly #parts: AccessTokensParts;

  constructor(parts: AccessTokensParts) {
    this.#parts = parts;
  }

  /**
   * The account's login, with an access token that is not about to end; undefined when none is kept.
   * @throws MailfoldError of `IssuerClient.refresh`, and `oauth/not-configured`
   */
  fresh(accountId: string): Promise<Login | undefined> {
    return this.#until(accountId, ({ credentials: { expiresAt } }) => !this.#isEnding(expiresAt));
  }

  /** The account's login, with another access token than the one that its server refused. */
  insteadOf(accountId: string, refused: string): Promise<Login | undefined> {
    return this.#until(accountId, ({ credentials }) => credentials.accessToken !== refused);
  }

  async #until(accountId: string, isGood: (login: OAuthLogin) => boolean): Promise<Login | undefined> {
    const { vault, claims, clock } = this.#parts;
    const until = clock.now().getTime() + PATIENCE_MS;
    while (clock.now().getTime() < until) {
      const seen = await vault.get(accountId);
      if (seen === undefined || !canRefresh(seen) || isGood(seen)) return seen;
      await using claim = await claims.take(accountId);
      if (claim === undefined) {
        await pause(LOOK_AGAIN_MS, new AbortController().signal);
        continue;
      }
      // Who held the claim before may have stored another since.
      const login = await vault.get(accountId);
      if (login === undefined || !canRefresh(login) || isGood(login)) return login;
      const renewed = await this.#refreshed(login);
      if (await vault.replace(accountId, login, renewed)) return renewed;
    }
    throw mailProviderError('throttled', 'A fresh access token is waited for too long. It is tried again later.');
  }

  async #refreshed(login: OAuthLogin): Promise<Login> {
    const { issuer, refreshToken } = login.credentials;
    const { expiresAt: _ended, ...credentials } = login.credentials;
    const { address: _address, ...grant } = await this.#parts.issuers.named(issuer).refresh(refreshToken);
    return { ...login, credentials: { ...credentials, ...grant } };
  }

  #isEnding(expiresAt: string | undefined): boolean {
    return expiresAt !== undefined && Date.parse(expiresAt) - this.#parts.clock.now().getTime() < BEFORE_END_MS;
  }
}

export const canRefresh = (login: Login): login is OAuthLogin =>
  login.credentials.kind === 'oauth2' &&
  login.credentials.refreshToken !== undefined &&
  login.credentials.issuer !== undefined;

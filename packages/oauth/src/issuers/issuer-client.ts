import type { Clock } from '@mailfold/kernel';
import * as openid from 'openid-client';
import { type Doing, issuerError } from './issuer-error.ts';
import { isLoopback, type IssuerSettings } from '../config/oauth-settings.ts';

/** The part of `fetch` that is used; whoever composes passes one that looks where it connects to (X1). */
export type Fetch = (url: string, options: openid.CustomFetchOptions) => Promise<Response>;

/** What proves in the callback that it answers our question: kept by us, sealed, for the time of a sign-in. */
export interface Secrets {
  /** RFC 7636. */
  readonly verifier: string;
  /** OpenID Connect Core 1.0 §3.1.2.1. */
  readonly nonce: string;
}

/** What an issuer gave. */
export interface Grant {
  readonly accessToken: string;
  /** Absent when the one before stays good. */
  readonly refreshToken?: string;
  /** RFC 3339; absent when the issuer does not say. */
  readonly expiresAt?: string;
  /** Who signed in, where the issuer says so. */
  readonly address?: string;
}

export interface IssuerClientParts {
  /** As it is registered at the issuer, to the letter. */
  readonly redirectUri: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
}

const TIMEOUT_SECONDS = 15;

/** One issuer, as its discovery document describes it. */
export class IssuerClient {
  readonly settings: IssuerSettings;
  readonly #redirectUri: string;
  readonly #fetch: Fetch;
  readonly #clock: Clock;
  #discovered: Promise<openid.Configuration> | undefined;

  constructor(settings: IssuerSettings, { redirectUri, fetch, clock }: IssuerClientParts) {
    this.settings = settings;
    this.#redirectUri = redirectUri;
    this.#fetch = fetch;
    this.#clock = clock;
  }

  newSecrets(): Secrets {
    return { verifier: openid.randomPKCECodeVerifier(), nonce: openid.randomNonce() };
  }

  /** Where the browser is sent. @param address for the issuer to propose */
  async signInUrl(state: string, { verifier, nonce }: Secrets, address?: string): Promise<URL> {
    const { scopes, parameters } = this.settings;
    const config = await this.#config();
    return openid.buildAuthorizationUrl(config, {
      ...parameters,
      redirect_uri: this.#redirectUri,
      scope: scopes.join(' '),
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(address === undefined ? {} : { login_hint: address }),
    });
  }

  /**
   * Trades the code of a callback in. The state, the issuer (RFC 9207), the nonce and the ID token are checked.
   * @param query of the callback
   * @throws MailfoldError `oauth/denied`, `oauth/state-refused`, `oauth/client-refused`, `mail-provider/throttled`, `mail-provider/unreachable`
   */
  async exchange(query: URLSearchParams, state: string, { verifier, nonce }: Secrets): Promise<Grant> {
    const config = await this.#config();
    const url = new URL(`${this.#redirectUri}?${query.toString()}`);
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    return this.#grantOf(await this.#told('sign-in', openid.authorizationCodeGrant(config, url, checks)));
  }

  /**
   * @throws MailfoldError `mail-provider/unauthorised` when the person must sign in again, `mail-provider/throttled`,
   * `mail-provider/unreachable` and `oauth/client-refused` when it may work later without them
   */
  async refresh(refreshToken: string): Promise<Grant> {
    const config = await this.#config();
    return this.#grantOf(await this.#told('refresh', openid.refreshTokenGrant(config, refreshToken)));
  }

  #config(): Promise<openid.Configuration> {
    this.#discovered ??= this.#told('discovery', this.#discover()).catch((error: unknown) => {
      this.#discovered = undefined;
      throw error;
    });
    return this.#discovered;
  }

  #discover(): Promise<openid.Configuration> {
    const { url, clientId, clientSecret } = this.settings;
    const server = new URL(url);
    return openid.discovery(server, clientId, clientSecret, undefined, {
      timeout: TIMEOUT_SECONDS,
      execute: isLoopback(server) ? [openid.allowInsecureRequests] : [],
      [openid.customFetch]: this.#fetch,
    });
  }

  async #told<Told>(doing: Doing, answer: Promise<Told>): Promise<Told> {
    try {
      return await answer;
    } catch (error) {
      throw issuerError(error, doing, this.settings);
    }
  }
  #grantOf(answer: Answer): Grant {
    const { access_token: accessToken, refresh_token: refreshToken } = answer;
    const seconds = answer.expiresIn();
    const address = addressIn(answer);
    const endsAt = (after: number): string => new Date(this.#clock.now().getTime() + after * 1_000).toISOString();
    return {
      accessToken,
      ...(refreshToken === undefined ? {} : { refreshToken }),
      ...(seconds === undefined ? {} : { expiresAt: endsAt(seconds) }),
      ...(address === undefined ? {} : { address }),
    };
  }
}

type Answer = openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers;

/** Microsoft leaves `email` out for some accounts; its `preferred_username` is the address then. */
const addressIn = (answer: Answer): string | undefined => {
  const claims = answer.claims();
  const named = [claims?.['email'], claims?.['preferred_username']];
  return named.filter((claim) => typeof claim === 'string').find((claim) => claim.includes('@'));
};

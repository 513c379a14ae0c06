import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  Events,
  OAuth2Server,
  type MutableRedirectUri,
  type MutableResponse,
  type MutableToken,
} from 'oauth2-mock-server';
import { Grants } from './grants.ts';

/** What `/token` answers in place of tokens. */
export type Refusal = { readonly status: number; readonly body?: object };

type Asked = IncomingMessage & {
  readonly body?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
};

/**
 * A real OpenID Connect issuer on loopback: discovery, the code flow with PKCE, ID tokens, refresh tokens that rotate and of which the
 * second use ends the whole grant (RFC 9700 §4.14.2), and introspection (RFC 7662) for mail servers. Who is at the browser consents at once.
 */
export class TestIssuer implements AsyncDisposable {
  readonly clientId = 'mailfold';
  readonly clientSecret = 'issuer-secret';
  /** Who is signed in at the browser. */
  person = 'ann@example.com';
  /** Consents to nothing. */
  refuses = false;
  /** RFC 9207's `iss` in the callback, when it is not the issuer's own. */
  pretends: string | undefined;
  /** Where its discovery document says that tokens are given, when not at itself. */
  tokenEndpoint: string | undefined;
  /** Of access tokens, as told and as kept. */
  lifetimeSeconds = 3_600;
  /** How often tokens were asked for by refresh. */
  refreshes = 0;
  /** Answers of `/token` to come, before it gives tokens again. */
  readonly refusals: Refusal[] = [];
  readonly #server: OAuth2Server;
  readonly #grants = new Grants();

  private constructor(server: OAuth2Server) {
    this.#server = server;
  }

  static async start(): Promise<TestIssuer> {
    const server = new OAuth2Server();
    // Its own `generate` refuses what jest's other realm hands it.
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    await server.issuer.keys.add({ ...privateKey.export({ format: 'jwk' }), kty: 'RSA', alg: 'RS256', kid: 'test' });
    const issuer = new TestIssuer(server);
    issuer.#listen();
    await server.start(0, '127.0.0.1');
    return issuer;
  }

  get url(): string {
    return this.#server.issuer.url ?? '';
  }

  /** `POST`, form-encoded, any caller. */
  get introspectionUrl(): string {
    return `${this.url}/tokens`;
  }

  /** The environment of an operator who registered here under a name. */
  environment(name = 'TEST', domains = 'example.com'): Readonly<Record<string, string>> {
    const of = (part: string) => `MAILFOLD_OAUTH_${name}_${part}`;
    return {
      [of('ISSUER')]: this.url,
      [of('CLIENT_ID')]: this.clientId,
      [of('CLIENT_SECRET')]: this.clientSecret,
      [of('SCOPES')]: 'openid email mail',
      [of('DOMAINS')]: domains,
      [of('TITLE')]: 'Test Mail',
    };
  }

  /** What somebody who consented gets, without a browser. */
  grant(person = this.person): { readonly accessToken: string; readonly refreshToken: string } {
    return this.#grants.begin(person, this.lifetimeSeconds);
  }

  /** What introspection says, for a server in this process. */
  takes(person: string, accessToken: string): boolean {
    return this.#grants.personIn(accessToken) === person;
  }

  /** The person takes their consent back: no token works any more. */
  revoke(person: string): void {
    this.#grants.end(person);
  }

  /** Access tokens end early, as after a change of password; refresh tokens stay good. */
  endAccessTokens(): void {
    this.#grants.endAccessTokens();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop();
  }

  #listen(): void {
    const { service } = this.#server;
    service.on(Events.BeforeWellKnownOpenIdConfiguration, (document: MutableResponse) => {
      if (this.tokenEndpoint !== undefined) document.body = { ...document.body, token_endpoint: this.tokenEndpoint };
    });
    service.on(Events.BeforeAuthorizeRedirect, ({ url }: MutableRedirectUri) => this.#atBrowser(url));
    service.on(Events.BeforeTokenSigning, (token: MutableToken, { body = {} }: Asked) => {
      token.payload['email'] = this.#grants.personOf(body) ?? '';
    });
    service.on(Events.BeforeResponse, (answer: MutableResponse, { body = {} }: Asked) => this.#answer(answer, body));
    service.addRoute('POST', '/tokens', (asked, answer) => {
      const { token } = (asked as Asked).body ?? {};
      answer.setHeader('content-type', 'application/json');
      answer.end(JSON.stringify(this.#grants.introspect(String(token))));
    });
  }

  #atBrowser(url: URL): void {
    url.searchParams.set('iss', this.pretends ?? this.url);
    if (this.refuses) {
      url.searchParams.delete('code');
      url.searchParams.set('error', 'access_denied');
      return;
    }
    this.#grants.consented(url.searchParams.get('code') ?? '', this.person);
  }

  #answer(answer: MutableResponse, body: Readonly<Record<string, unknown>>): void {
    const isRefresh = body['grant_type'] === 'refresh_token';
    if (isRefresh) this.refreshes += 1;
    const refusal = this.refusals.shift();
    const tokens = refusal === undefined ? this.#grants.trade(body, this.lifetimeSeconds) : undefined;
    if (tokens === undefined) {
      answer.statusCode = refusal?.status ?? 400;
      answer.body = { ...(refusal?.body ?? (refusal === undefined ? { error: 'invalid_grant' } : {})) };
      return;
    }
    answer.body = {
      ...answer.body,
      access_token: tokens.accessToken,
      refresh_token: tokens.refreshToken,
      expires_in: this.lifetimeSeconds,
    };
  }
}

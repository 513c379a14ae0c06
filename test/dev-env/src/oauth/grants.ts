import { randomUUID } from 'node:crypto';

type Grant = { readonly person: string; ended: boolean; refreshToken: string };
type Access = { readonly grant: Grant; readonly endsAt: number; ended: boolean };
export type Tokens = { readonly accessToken: string; readonly refreshToken: string };
type Body = Readonly<Record<string, unknown>>;

/** Who let a client in, and the tokens that came of it. */
export class Grants {
  readonly #codes = new Map<string, string>();
  /** By every refresh token that a grant ever had. */
  readonly #grants = new Map<string, Grant>();
  readonly #access = new Map<string, Access>();

  consented(code: string, person: string): void {
    this.#codes.set(code, person);
  }

  begin(person: string, lifetimeSeconds: number): Tokens {
    return this.#issue({ person, ended: false, refreshToken: '' }, lifetimeSeconds);
  }

  /** @returns undefined for `invalid_grant` */
  trade(body: Body, lifetimeSeconds: number): Tokens | undefined {
    const code = String(body['code']);
    if (body['grant_type'] === 'authorization_code') {
      const person = this.#codes.get(code);
      this.#codes.delete(code);
      return person === undefined ? undefined : this.begin(person, lifetimeSeconds);
    }
    const token = String(body['refresh_token']);
    const grant = this.#grants.get(token);
    if (grant === undefined || grant.ended) return undefined;
    if (grant.refreshToken === token) return this.#issue(grant, lifetimeSeconds);
    grant.ended = true; // used before: a thief, or a client with two heads
    return undefined;
  }

  personOf(body: Body): string | undefined {
    return this.#codes.get(String(body['code'])) ?? this.#grants.get(String(body['refresh_token']))?.person;
  }

  /** RFC 7662 §2.2, with the name by which Dovecot compares. */
  introspect(token: string): object {
    const person = this.personIn(token);
    return person === undefined ? { active: false } : { active: true, username: person, scope: 'mail' };
  }

  /** Who let in the holder of an access token that is good. */
  personIn(token: string): string | undefined {
    const access = this.#access.get(token);
    const isGood = access !== undefined && !access.ended && !access.grant.ended && access.endsAt > Date.now();
    return isGood ? access.grant.person : undefined;
  }

  end(person: string): void {
    for (const grant of this.#grants.values()) if (grant.person === person) grant.ended = true;
  }

  endAccessTokens(): void {
    for (const access of this.#access.values()) access.ended = true;
  }

  #issue(grant: Grant, lifetimeSeconds: number): Tokens {
    const tokens = { accessToken: `access-of-test-${randomUUID()}`, refreshToken: `refresh-of-test-${randomUUID()}` };
    grant.refreshToken = tokens.refreshToken;
    this.#grants.set(tokens.refreshToken, grant);
    const endsAt = Date.now() + lifetimeSeconds * 1_000;
    this.#access.set(tokens.accessToken, { grant, endsAt, ended: false });
    return tokens;
  }
}

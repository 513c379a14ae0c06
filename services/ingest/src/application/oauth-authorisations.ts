import { randomBytes } from 'node:crypto';
import type { Authorisation, AuthorisationBody, AuthorisationStatus, CallbackQuery } from '@mailfold/contracts/http';
import { type Clock, type Ids, messageOf, sha256 } from '@mailfold/kernel';
import type { Credentials } from '@mailfold/mail-provider';
import { type Issuers, oauthError } from '@mailfold/oauth';
import type { ReadStore } from '@mailfold/read-store';
import { resolveServers } from './resolve-servers.ts';
import { AuthorisationRows, type AuthorisationRow, type Note } from './oauth-rows.ts';

/** Seals what is kept for minutes. */
export interface Notes {
  seal(text: string, aad: string): Promise<string>;
  open(note: string, aad: string): Promise<string>;
}

export interface AuthorisationsParts {
  readonly rows: ReadStore;
  readonly issuers: Issuers;
  readonly notes: Notes;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Who began, and alone may go on. */
export interface Beginner {
  readonly tenantId: string;
  readonly id: string;
}

/** Where a browser is sent, and what it keeps for coming back. */
export interface Departure {
  readonly url: string;
  readonly secret: string;
}

const WAITS_MS = 10 * 60_000;
/** To choose what is to be synced. */
const CHOOSES_MS = 30 * 60_000;

/**
 * Sign-ins of persons at their issuer. Two things tie one together: the browser that comes back is the one that set out (a cookie),
 * else somebody's own account could be slipped to another (X25); and who goes on is who began, with a code that only the browser's
 * return brings, else a link sent to somebody would hand their mail to the sender.
 */
export class Authorisations {
  readonly #parts: AuthorisationsParts;
  readonly #rows: AuthorisationRows;

  constructor(parts: AuthorisationsParts) {
    this.#parts = parts;
    this.#rows = new AuthorisationRows(parts.rows);
  }

  /** @throws MailfoldError `oauth/not-configured`, `oauth/bad-return` */
  async begin(by: Beginner, { returnTo, servers, ...wanted }: AuthorisationBody): Promise<Authorisation> {
    const { issuers, ids } = this.#parts;
    const imapHost = servers && resolveServers(servers, wanted.address ?? '').settings.imap.host;
    const { name, title } = issuers.find({ ...wanted, imapHost }).settings;
    if (!issuers.mayReturnTo(returnTo)) throw badReturn(returnTo);
    const id = ids.next();
    const note = await this.#sealed(id, wanted.address === undefined ? {} : { address: wanted.address });
    const expiresAt = this.#after(WAITS_MS);
    await this.#rows.add({ id, tenant: by.tenantId, caller: by.id, issuer: name, returnTo, expiresAt, note });
    const url = `${issuers.settings.publicUrl ?? ''}/v1/oauth/begin/${id}`;
    return { id, issuer: { name, title }, url, expiresAt };
  }

  /** @throws MailfoldError `oauth/sign-in-gone` */
  async depart(id: string): Promise<Departure> {
    const row = await this.#rows.find(id);
    if (row?.phase !== 'waiting') throw gone();
    const client = this.#parts.issuers.named(row.issuer);
    const [state, secret, secrets] = [random(), random(), client.newSecrets()];
    const { address } = await this.#noteOf(row);
    const url = await client.signInUrl(state, secrets, address);
    const note = await this.#sealed(id, { ...(address === undefined ? {} : { address }), secrets });
    if ((await this.#rows.open(id, sha256(state), sha256(secret), note)) === undefined) throw gone();
    return { url: url.href, secret };
  }

  /**
   * @param secretOf what the browser kept for a sign-in
   * @returns where the browser goes on to
   * @throws MailfoldError `oauth/state-refused`
   */
  async arrive(query: CallbackQuery, secretOf: (id: string) => string | undefined): Promise<string> {
    const stateHash = sha256(query.state);
    const secret = secretOf((await this.#rows.idOfState(stateHash)) ?? '');
    const row = secret === undefined ? undefined : await this.#rows.arrive(stateHash, sha256(secret));
    if (row === undefined) throw notThisBrowser();
    const { secrets } = await this.#noteOf(row);
    if (secrets === undefined) throw notThisBrowser();
    try {
      const grant = await this.#parts.issuers.named(row.issuer).exchange(paramsOf(query), query.state, secrets);
      const code = random();
      await this.#rows.signedIn(row.id, await this.#sealed(row.id, { grant }), sha256(code), this.#after(CHOOSES_MS));
      return back(row, { code });
    } catch (error) {
      await this.#rows.refused(row.id, messageOf(error));
      return back(row, {});
    }
  }

  /** @throws MailfoldError `oauth/sign-in-gone` */
  async status(by: Beginner, id: string): Promise<AuthorisationStatus> {
    const row = await this.#rowOf(by, id);
    const { grant } = await this.#noteOf(row);
    return {
      id,
      state: row.phase,
      expiresAt: row.expiresAt,
      ...(grant?.address === undefined ? {} : { address: grant.address }),
      ...(row.reason === null ? {} : { reason: row.reason }),
    };
  }

  /**
   * What a sign-in gave, as credentials for an address.
   * @throws MailfoldError `oauth/sign-in-gone`, `oauth/sign-in-refused`, `oauth/other-account`
   */
  async credentials(by: Beginner, given: SignIn, address: string, commandId: string): Promise<Credentials> {
    const row = await this.#rowOf(by, given.id);
    const { grant } = await this.#noteOf(row);
    const isUsed = row.phase === 'used' && row.usedBy !== commandId;
    if (grant === undefined || isUsed || row.codeHash?.equals(sha256(given.code)) !== true) throw refused(row);
    const { address: signedIn, ...tokens } = grant;
    if (given.login === undefined && signedIn !== undefined && !isSame(signedIn, address)) throw otherAccount();
    return { kind: 'oauth2', login: given.login ?? signedIn ?? address, issuer: row.issuer, ...tokens };
  }

  /** It opened an account: it opens no other. */
  used(id: string, commandId: string): Promise<void> {
    return this.#rows.used(id, commandId);
  }

  /** Another's is not there (X19). */
  async #rowOf(by: Beginner, id: string): Promise<AuthorisationRow> {
    const row = await this.#rows.find(id);
    if (row === undefined || row.tenant !== by.tenantId || row.caller !== by.id) throw gone();
    return row;
  }

  #sealed(id: string, note: Note): Promise<string> {
    return this.#parts.notes.seal(JSON.stringify(note), aadOf(id));
  }

  async #noteOf({ id, note }: AuthorisationRow): Promise<Note> {
    // A cast where bytes become types: only `#sealed` makes them, and the seal proves it.
    return JSON.parse(await this.#parts.notes.open(note, aadOf(id))) as Note;
  }

  #after(ms: number): string {
    return new Date(this.#parts.clock.now().getTime() + ms).toISOString();
  }
}

export interface SignIn {
  readonly id: string;
  readonly code: string;
  readonly login?: string | undefined;
}

const aadOf = (id: string): string => `authorisation ${id}`;
const random = (): string => randomBytes(32).toString('base64url');
const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const paramsOf = (query: CallbackQuery): URLSearchParams =>
  new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])),
  );

const back = ({ id, returnTo }: AuthorisationRow, more: Readonly<Record<string, string>>): string => {
  const url = new URL(returnTo);
  for (const [name, value] of Object.entries({ authorisation: id, ...more })) url.searchParams.set(name, value);
  return url.href;
};

const gone = () =>
  oauthError('oauth/sign-in-gone', 'There is no such sign-in, or it was not finished in time: begin again.');

const notThisBrowser = () =>
  oauthError(
    'oauth/state-refused',
    'This sign-in was not begun in this browser, was finished already, or took longer than 10 minutes. Nothing was stored: go back to where you wanted to connect your mail, and begin again.',
  );

const refused = ({ phase, reason }: AuthorisationRow) =>
  oauthError(
    'oauth/sign-in-refused',
    phase === 'refused' && reason !== null ? reason : 'This sign-in is not finished, or was used already: begin again.',
  );

const otherAccount = () =>
  oauthError(
    'oauth/other-account',
    'The browser signed in as another address than the one that was to be connected. Sign in as that one, or connect the other; for a shared mailbox give its user name as `login`.',
  );

const badReturn = (returnTo: string) =>
  oauthError(
    'oauth/bad-return',
    `The browser may not be sent to ${URL.parse(returnTo)?.origin ?? 'what is no address'}: the operator adds it to MAILFOLD_OAUTH_RETURN_ORIGINS.`,
  );

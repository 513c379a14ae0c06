import { MailfoldError } from '@mailfold/kernel';
import { KNOWN_ISSUERS, type KnownIssuer } from './known-issuers.ts';

/** An issuer at which the operator registered mailfold. */
export interface IssuerSettings extends KnownIssuer {
  readonly clientId: string;
  /** Absent for a client that cannot keep one (RFC 6749 §2.1). */
  readonly clientSecret?: string;
}

export interface OAuthSettings {
  /** Where browsers reach the API, without a slash at the end. */
  readonly publicUrl: string | undefined;
  /** To which a browser may be sent when it has signed in, beside this machine's own loopback. */
  readonly returnOrigins: readonly string[];
  readonly issuers: readonly IssuerSettings[];
}

type Env = Readonly<Record<string, string | undefined>>;
type Part = (typeof PARTS)[number];
type Given = Partial<Record<Part, string>>;

const PARTS = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'SCOPES', 'DOMAINS', 'HOSTS', 'TITLE'] as const;
const VARIABLE = new RegExp(`^MAILFOLD_OAUTH_([A-Z][A-Z0-9_]*?)_(${PARTS.join('|')})$`);
/** Said of all issuers together. */
const COMMON = new Set(['MAILFOLD_OAUTH_RETURN_ORIGINS']);

/** Variables that may lie in a file: `_FILE` behind the name names one. */
export const oauthSecrets = (env: Env): readonly string[] =>
  Object.keys(env).flatMap((name) => /^(MAILFOLD_OAUTH_\w+_CLIENT_SECRET)_FILE$/.exec(name)?.[1] ?? []);

/** As lines `NAME=value`, secrets hidden. */
export const shownOAuth = ({ publicUrl, returnOrigins, issuers }: OAuthSettings): string =>
  [
    ...(publicUrl === undefined ? [] : [`MAILFOLD_PUBLIC_URL=${publicUrl}`]),
    ...(returnOrigins.length === 0 ? [] : [`MAILFOLD_OAUTH_RETURN_ORIGINS=${returnOrigins.join(',')}`]),
    ...issuers.flatMap(({ name, url, clientId, clientSecret }) => {
      const prefix = `MAILFOLD_OAUTH_${name.toUpperCase()}`;
      const secret = clientSecret === undefined ? [] : [`${prefix}_CLIENT_SECRET=***`];
      return [`${prefix}_ISSUER=${url}`, `${prefix}_CLIENT_ID=${clientId}`, ...secret];
    }),
  ]
    .map((line) => `${line}\n`)
    .join('');

/** Without anything of it in the environment. */
export const NO_OAUTH: OAuthSettings = { publicUrl: undefined, returnOrigins: [], issuers: [] };

/**
 * What the environment says of signing in: `MAILFOLD_PUBLIC_URL`, `MAILFOLD_OAUTH_RETURN_ORIGINS`, and
 * `MAILFOLD_OAUTH_<NAME>_CLIENT_ID`, `_CLIENT_SECRET`, and for an issuer that is not known `_ISSUER`, `_SCOPES`, `_DOMAINS`, `_HOSTS`,
 * `_TITLE`. Throws `config/invalid` with every problem, never with a value.
 */
export const oauthSettings = (env: Env): OAuthSettings => {
  const problems: string[] = [];
  const issuers = [...givenIssuers(env, problems)].flatMap(([name, given]) => issuerOf(name, given, problems) ?? []);
  const publicUrl = publicUrlOf(env['MAILFOLD_PUBLIC_URL'], problems);
  if (issuers.length > 0 && publicUrl === undefined && problems.length === 0)
    problems.push('MAILFOLD_PUBLIC_URL: is needed to sign in with OAuth2: where browsers reach this API');
  const returnOrigins = listOf(env['MAILFOLD_OAUTH_RETURN_ORIGINS']).map((text) => originOf(text, problems));
  if (problems.length > 0) throw invalid(problems);
  return { publicUrl, returnOrigins, issuers };
};

const givenIssuers = (env: Env, problems: string[]): ReadonlyMap<string, Given> => {
  const found = new Map<string, Given>();
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.startsWith('MAILFOLD_OAUTH_') || COMMON.has(variable) || variable.endsWith('_FILE')) continue;
    const [, name, part] = VARIABLE.exec(variable) ?? [];
    if (name === undefined || !isPart(part))
      problems.push(`${variable}: no such setting; it ends with ${PARTS.join(', ')}`);
    else if (value !== undefined && value !== '') found.set(name, { ...found.get(name), [part]: value });
  }
  return found;
};

const isPart = (text: string | undefined): text is Part => PARTS.some((part) => part === text);

const issuerOf = (name: string, given: Given, problems: string[]): IssuerSettings | undefined => {
  const prefix = `MAILFOLD_OAUTH_${name}`;
  const known = KNOWN_ISSUERS.find((one) => one.name === name.toLowerCase());
  const url = given.ISSUER ?? known?.url;
  if (given.CLIENT_ID === undefined) problems.push(`${prefix}_CLIENT_ID: is needed`);
  if (url === undefined || !isSafe(url))
    problems.push(`${prefix}_ISSUER: must be an address that begins with https://`);
  if (known === undefined && given.SCOPES === undefined) problems.push(`${prefix}_SCOPES: is needed`);
  if (given.CLIENT_ID === undefined || url === undefined) return undefined;
  return {
    name: name.toLowerCase(),
    title: given.TITLE ?? known?.title ?? name.toLowerCase(),
    url,
    scopes: given.SCOPES === undefined ? (known?.scopes ?? []) : given.SCOPES.trim().split(/[\s,]+/),
    parameters: known?.parameters ?? {},
    domains: given.DOMAINS === undefined ? (known?.domains ?? []) : listOf(given.DOMAINS),
    hosts: given.HOSTS === undefined ? (known?.hosts ?? []) : listOf(given.HOSTS),
    clientId: given.CLIENT_ID,
    ...(given.CLIENT_SECRET === undefined ? {} : { clientSecret: given.CLIENT_SECRET }),
  };
};

const publicUrlOf = (text: string | undefined, problems: string[]): string | undefined => {
  if (text === undefined || text === '') return undefined;
  const url = URL.parse(text);
  if (url !== null && isSafe(text) && url.search === '' && url.hash === '') return text.replace(/\/+$/, '');
  problems.push('MAILFOLD_PUBLIC_URL: must be an address that begins with https://');
  return undefined;
};

const originOf = (text: string, problems: string[]): string => {
  const url = URL.parse(text);
  if (url === null || !isSafe(text) || url.origin !== text.replace(/\/$/, ''))
    problems.push(
      'MAILFOLD_OAUTH_RETURN_ORIGINS: must be origins such as https://crm.example.com, separated by commas',
    );
  return url?.origin ?? text;
};

/** RFC 8252 §8.3: what stays on this machine needs no TLS. */
export const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);

const isSafe = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && url.username === '' && (url.protocol === 'https:' || isLoopback(url));
};

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');

const invalid = (problems: readonly string[]): MailfoldError =>
  new MailfoldError({
    code: 'config/invalid',
    message: `The configuration does not fit:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
  });

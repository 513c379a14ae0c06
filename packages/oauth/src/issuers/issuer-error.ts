import { isMailfoldError, type MailfoldError, type Retry } from '@mailfold/kernel';
import { mailProviderError } from '@mailfold/mail-provider';
import * as openid from 'openid-client';
import { oauthError } from '../errors.ts';

interface Issuer {
  readonly name: string;
  readonly title: string;
}

export type Doing = 'discovery' | 'sign-in' | 'refresh';

const DOING: Readonly<Record<Doing, string>> = {
  discovery: 'was asked how to sign in',
  'sign-in': 'was asked for the tokens of a sign-in',
  refresh: 'was asked for a fresh access token',
};

/** RFC 6749 §5.2 and OpenID Connect Core 1.0 §3.1.2.6: the person has to be asked again. */
const PERSON = new Set(['invalid_grant', 'interaction_required', 'login_required', 'consent_required']);
/** RFC 6749 §4.1.2.1; `slow_down` is RFC 8628's. */
const LATER = new Set(['temporarily_unavailable', 'slow_down']);

/** What an issuer's refusal means: for the person, for the operator, or for nobody because it is tried again. */
export const issuerError = (error: unknown, doing: Doing, issuer: Issuer): MailfoldError => {
  if (error instanceof openid.AuthorizationResponseError) return denied(error, issuer);
  const inner = causeOf(error);
  if (isMailfoldError(inner) && !inner.code.endsWith('/not-fetched') && !inner.code.endsWith('/not-found'))
    return inner;
  const answer = answerOf(error);
  if (answer !== undefined) return answered(answer, doing, issuer);
  if (isMismatch(error)) return mismatch(doing, issuer, error);
  return mailProviderError('unreachable', `${issuer.title} ${DOING[doing]} and cannot be reached. It is tried again.`, {
    details: { issuer: issuer.name, libraryCode: codeOf(error) },
  });
};

interface Answer {
  readonly status: number;
  /** RFC 6749's word, where there is one. */
  readonly error: string;
  readonly retryAfter: string | null;
}

const answerOf = (error: unknown): Answer | undefined => {
  if (error instanceof openid.ResponseBodyError)
    return { status: error.status, error: error.error, retryAfter: error.response.headers.get('retry-after') };
  const response = error instanceof openid.WWWAuthenticateChallengeError ? error.response : causeOf(error);
  if (!(response instanceof Response)) return undefined;
  const isAuth = error instanceof openid.WWWAuthenticateChallengeError;
  return {
    status: response.status,
    error: isAuth ? 'invalid_client' : '',
    retryAfter: response.headers.get('retry-after'),
  };
};

const answered = ({ status, error, retryAfter }: Answer, doing: Doing, issuer: Issuer): MailfoldError => {
  const { name, title } = issuer;
  const said = error === '' ? `HTTP status ${status}` : error.slice(0, 100);
  const details = { issuer: name, status, answer: said };
  if (status === 429 || LATER.has(error) || retryAfter !== null)
    return mailProviderError(
      'throttled',
      `${title} ${DOING[doing]} and asks to wait (${said}). It is tried again later.`,
      {
        retry: retryOf(retryAfter),
        details,
      },
    );
  if (status >= 500 || error === 'server_error')
    return mailProviderError('unreachable', `${title} ${DOING[doing]} and failed (${said}). It is tried again.`, {
      details,
    });
  if (PERSON.has(error) && doing === 'refresh')
    return mailProviderError(
      'unauthorised',
      `${title} does not accept the stored sign-in of this account any more (${said}): sign in again with ${title}.`,
      { details },
    );
  if (PERSON.has(error))
    return oauthError('oauth/denied', `${title} did not accept the sign-in (${said}): begin again.`, { details });
  if (error === '')
    return mailProviderError('unreachable', `${title} ${DOING[doing]} and gave no usable answer (${said}).`, {
      details,
    });
  return oauthError(
    'oauth/client-refused',
    `${title} ${DOING[doing]} and refused mailfold itself (${said}): the operator compares the client id, its secret and its permissions with ${title}'s console. Nobody has to sign in again for it.`,
    { retry: 'backoff', details },
  );
};

/** RFC 9110 §10.2.3, as seconds. An hour at most: an issuer's mistake is not waited out. */
const retryOf = (retryAfter: string | null): Retry => {
  const seconds = Number(retryAfter ?? Number.NaN);
  return seconds > 0 && seconds <= 3_600 ? { afterMs: seconds * 1_000 } : 'backoff';
};

const denied = ({ error }: openid.AuthorizationResponseError, { name, title }: Issuer): MailfoldError =>
  oauthError(
    'oauth/denied',
    error === 'access_denied'
      ? `Nobody let mailfold in at ${title}: nothing was stored. Begin again to sign in.`
      : `${title} ended the sign-in (${error.slice(0, 100)}): nothing was stored. Begin again.`,
    { details: { issuer: name, answer: error.slice(0, 100) } },
  );

/** Codes of `openid-client` for an answer of which a part is another than was expected. */
const MISMATCH = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
]);

const isMismatch = (error: unknown): boolean => MISMATCH.has(codeOf(error));

const mismatch = (doing: Doing, { name, title }: Issuer, error: unknown): MailfoldError => {
  const details = { issuer: name, libraryCode: codeOf(error) };
  return doing === 'sign-in'
    ? oauthError('oauth/state-refused', `The answer to the sign-in at ${title} is not from there: begin again.`, {
        details,
      })
    : mailProviderError('unreachable', `${title} ${DOING[doing]} and answered as another issuer would.`, { details });
};

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

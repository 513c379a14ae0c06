import type { LibraryError } from '../library-error.ts';
import { isThrottled } from '../throttling.ts';
import { type LoginRefusal, loginRefusal } from './login-refusal.ts';

/** Why there is no session, in the terms of a person who can change the settings. */
export type Trouble =
  | 'dns'
  | 'refused'
  | 'timeout'
  | 'bad-certificate'
  | 'pinned-mismatch'
  | 'starttls-injection'
  | 'no-starttls'
  | 'preauth'
  | 'not-tls'
  | 'silent'
  | 'wrong-credentials'
  | LoginRefusal
  | 'contact-admin'
  | 'no-login-method'
  | 'throttled'
  | 'broken-answer'
  | 'closed';

const BY_CODE: ReadonlyMap<string, Trouble> = new Map([
  ...each('dns', ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_FAIL', 'EDNS', 'ERR_INVALID_URL']),
  ...each('refused', ['ECONNREFUSED']),
  ...each('timeout', ['CONNECT_TIMEOUT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL']),
  ...each('silent', ['GREETING_TIMEOUT', 'ClosedAfterConnectText', 'ClosedAfterConnectTLS', 'ETIMEOUT', 'EPROTOCOL']),
  ...each('starttls-injection', ['STARTTLS_INJECTION']),
  ...each('throttled', ['ETHROTTLE']),
  ...each('broken-answer', [
    'LineTooLarge',
    'LiteralTooLarge',
    'ResponseTooLarge',
    'TooManyTokens',
    'UnexpectedTag',
    'TooMuchBeforeLogin',
  ]),
]);

/** How OpenSSL and Node name what is wrong with a certificate. */
const CERTIFICATE =
  /^(CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|CRL_)/;
const NOT_TLS = /^(EPROTO$|ERR_SSL_|ERR_TLS_HANDSHAKE)/;
/** What imapflow says without a code. */
const BY_MESSAGE: readonly (readonly [RegExp, Trouble])[] = [
  [/PINNED_MISMATCH/, 'pinned-mismatch'],
  [/PREAUTH/, 'preauth'],
  [/does not support (required )?STARTTLS|upgrading connection with STARTTLS/i, 'no-starttls'],
  [
    /login is disabled|unsupported authentication|no matching authentication|unknown authentication/i,
    'no-login-method',
  ],
];

export function troubleOf(error: LibraryError): Trouble {
  const code = error.originalCode === '' ? error.code : error.originalCode;
  const said = BY_MESSAGE.find(([pattern]) => pattern.test(error.message))?.[1];
  if (said !== undefined) return said;
  if (isThrottled(error.serverResponseCode, `${error.responseText} ${error.reason}`)) return 'throttled';
  if (error.authenticationFailed)
    return error.serverResponseCode === 'CONTACTADMIN' ? 'contact-admin' : refusedLogin(error);
  if (error.code === 'EAUTH') return smtpLoginTrouble(error);
  if (CERTIFICATE.test(code)) return 'bad-certificate';
  if (NOT_TLS.test(code)) return 'not-tls';
  return BY_CODE.get(code) ?? (error.responseStatus === '' ? 'closed' : 'broken-answer');
}

/** RFC 4954 §6, RFC 5321 §4.2.2: 4xx is a temporary failure; these mean that there is no AUTH, or none of this kind. */
const NO_SMTP_LOGIN = new Set([500, 502, 503, 504, 538]);

function smtpLoginTrouble({ responseCode, response }: LibraryError): Trouble {
  if (responseCode === undefined || NO_SMTP_LOGIN.has(responseCode)) return 'no-login-method';
  if (responseCode < 500 || isThrottled('', response)) return 'throttled';
  return refusedLogin({ responseText: response, serverResponseCode: '' });
}

const refusedLogin = ({
  responseText,
  serverResponseCode,
}: Pick<LibraryError, 'responseText' | 'serverResponseCode'>): Trouble =>
  loginRefusal(`${serverResponseCode} ${responseText}`) ?? 'wrong-credentials';

function each(trouble: Trouble, codes: readonly string[]): [string, Trouble][] {
  return codes.map((code) => [code, trouble]);
}

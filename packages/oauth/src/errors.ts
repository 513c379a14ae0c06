import { type ErrorDetails, MailfoldError, type Retry } from '@mailfold/kernel';

/** Codes of signing in: meaning, and what an operator does. */
export const OAUTH_CODES = {
  'oauth/not-configured':
    'Nobody registered mailfold at this issuer. Register it there once, and set the variables that the message names.',
  'oauth/client-refused':
    'The issuer does not accept our client id or secret, or what we ask for. Compare them with its console: secrets end (at Microsoft after two years at most). Accounts wait meanwhile; nobody has to sign in again.',
  'oauth/denied': 'The person did not consent, or the issuer let them not. Nothing was stored; they may begin again.',
  'oauth/state-refused':
    'The browser came back with a sign-in that was not begun in it, was used already or took too long. Nothing was stored. Many of these: somebody tries to have others sign in for them.',
  'oauth/sign-in-gone': 'The sign-in was not finished in time, or is none of ours. The person begins again.',
  'oauth/sign-in-refused':
    'The caller is not who began this sign-in, or it did not end well, or it was used. The person begins again.',
  'oauth/other-account': 'The person signed in as somebody else than the address that was to be connected.',
  'oauth/no-login': 'The account has no login any more. The person connects it again.',
  'oauth/bad-return':
    'The browser would be sent to a place that the operator did not name. Add its origin to MAILFOLD_OAUTH_RETURN_ORIGINS.',
} as const;

export type OAuthCode = keyof typeof OAUTH_CODES;

/** @param message what was tried, at whom, what came back and what to do; never a token or a secret */
export const oauthError = (
  code: OAuthCode,
  message: string,
  more: { readonly retry?: Retry; readonly details?: ErrorDetails } = {},
): MailfoldError => new MailfoldError({ code, message, ...more });

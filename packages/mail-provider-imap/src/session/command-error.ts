import { type ErrorDetails, isMailfoldError, type MailfoldError, type Retry } from '@mailfold/kernel';
import { mailProviderError, type MailProviderFault } from '@mailfold/mail-provider';
import { detailsOf, nameOf } from '../connect/place.ts';
import { type LibraryError, readLibraryError } from '../library-error.ts';
import { isThrottled } from '../throttling.ts';
import type { Connection } from './connection.ts';

/** RFC 5530 §3 and RFC 3501 §7.1: what the server says by code. */
const BY_CODE: Readonly<Record<string, MailProviderFault>> = {
  NONEXISTENT: 'gone',
  TRYCREATE: 'gone',
  CANNOT: 'unsupported',
  AUTHENTICATIONFAILED: 'unauthorised',
  AUTHORIZATIONFAILED: 'unauthorised',
  EXPIRED: 'unauthorised',
};

/** What a failed command means. `what` completes "… could not be …": `The folder could not be opened`. */
export function commandError(
  connection: Connection,
  error: unknown,
  what: string,
  details: ErrorDetails = {},
): MailfoldError {
  if (isMailfoldError(error)) return error;
  const raw = readLibraryError(error);
  if (!connection.client.usable) return connectionLost(connection, what, raw, details);
  const code = raw.serverResponseCode === '' ? connection.lastAnswer().code : raw.serverResponseCode;
  const fault = faultOf(raw, code);
  return failure(connection, fault, what, {
    said: raw.responseText,
    details,
    reason: code === '' ? (raw.code === '' ? 'refused' : raw.code) : code,
    ...(raw.throttleReset === undefined ? {} : { retry: { afterMs: raw.throttleReset } }),
  });
}

/** As above, for a command whose refusal the library tells only by `false`. */
export const refusal = (connection: Connection, what: string): MailfoldError =>
  commandError(connection, undefined, what);

export const callTooLong = ({ place, timeouts }: Connection): MailfoldError =>
  mailProviderError('unreachable', `${nameOf(place)} did not finish a call within ${timeouts.callMs / 1000} s.`, {
    details: detailsOf(place, 'timeout'),
  });

function faultOf(raw: LibraryError, code: string): MailProviderFault {
  if (raw.code === 'ETHROTTLE' || isThrottled(code, raw.responseText)) return 'throttled';
  if (raw.mailboxMissing || raw.code === 'NotFound') return 'gone';
  return BY_CODE[code] ?? (raw.responseStatus === 'BAD' ? 'unsupported' : 'rejected');
}

/** The session is over: what the server said last is the reason where it said anything. */
function connectionLost(connection: Connection, what: string, raw: LibraryError, details: ErrorDetails): MailfoldError {
  const cause = readLibraryError(connection.lastError());
  const said = raw.reason === '' ? (connection.client.byeReason ?? '') : raw.reason;
  const fault = isThrottled('', said) ? 'throttled' : 'unreachable';
  const reason = cause.code === '' ? raw.code : cause.code;
  return failure(connection, fault, what, { said, reason, lost: true, details });
}

interface Failure {
  readonly said: string;
  readonly reason: string;
  readonly retry?: Retry;
  readonly lost?: boolean;
  readonly details: ErrorDetails;
}

function failure(connection: Connection, fault: MailProviderFault, what: string, told: Failure): MailfoldError {
  const { place, redact } = connection;
  const ended = told.lost === true ? ': the connection ended' : '';
  const said = told.said === '' ? '' : ` The server said: ${redact(told.said)}`;
  return mailProviderError(fault, `${nameOf(place)}: ${what}${ended} (${told.reason}).${said}`, {
    details: { ...detailsOf(place, told.reason), ...told.details },
    ...(told.retry === undefined ? {} : { retry: told.retry }),
  });
}

import type { MailfoldError } from '@mailfold/kernel';
import { type Credentials, mailProviderError, type MailProviderFault } from '@mailfold/mail-provider';
import { type LibraryError, readLibraryError } from '../library-error.ts';
import { redactFor } from '../redact.ts';
import { loginHelp, refusalSentence } from './login-refusal.ts';
import { detailsOf, nameOf, type Place, type Reached } from './place.ts';
import { type Spoken, whatSpeaks } from './speaks.ts';
import { type Trouble, troubleOf } from './trouble.ts';

const PROBE_MS = 3_000;
const USUAL_PORTS = {
  IMAP: 'IMAP is usually at 993 (implicit TLS) or 143 (STARTTLS)',
  SMTP: 'SMTP is usually at 465 (implicit TLS) or 587 (STARTTLS)',
};

const FAULT: Readonly<Record<Trouble, MailProviderFault>> = {
  dns: 'unreachable',
  refused: 'unreachable',
  timeout: 'unreachable',
  silent: 'unreachable',
  closed: 'unreachable',
  'bad-certificate': 'rejected',
  'pinned-mismatch': 'rejected',
  'starttls-injection': 'rejected',
  preauth: 'rejected',
  'broken-answer': 'rejected',
  'contact-admin': 'rejected',
  'no-starttls': 'unsupported',
  'not-tls': 'unsupported',
  'no-login-method': 'unsupported',
  'wrong-credentials': 'unauthorised',
  'app-password': 'unauthorised',
  'browser-login': 'unauthorised',
  'passwords-off': 'unauthorised',
  'imap-off': 'unauthorised',
  throttled: 'throttled',
};

/** What a failed connection or login means for the person who typed the settings. */
export async function connectError(error: unknown, place: Reached, credentials: Credentials): Promise<MailfoldError> {
  const raw = readLibraryError(error);
  const trouble = troubleOf(raw);
  if (trouble === 'not-tls' || trouble === 'silent') {
    const mismatch = await settingsMismatch(place);
    if (mismatch !== undefined) return mismatch;
  }
  const said = quoted(raw, credentials);
  const message = `${sentence(trouble, place, credentials, raw)}${said}`;
  return mailProviderError(FAULT[trouble], message, {
    details: { ...detailsOf(place, trouble), ...(raw.code === '' ? {} : { libraryCode: raw.code }) },
  });
}

function quoted(raw: LibraryError, credentials: Credentials): string {
  const text = [raw.responseText, raw.reason, raw.response, raw.oauthStatus].find((part) => part !== '') ?? '';
  return text === '' ? '' : ` The server said: ${redactFor(credentials)(text)}`;
}

function sentence(trouble: Trouble, place: Place, credentials: Credentials, raw: LibraryError): string {
  const where = nameOf(place);
  const { host, port } = place.server;
  switch (trouble) {
    case 'dns':
      return `The host name ${host} of the ${place.protocol} server cannot be found: check its spelling (${raw.code}).`;
    case 'refused':
      return `Nothing listens at ${host}:${port} (connection refused): check the port. ${USUAL_PORTS[place.protocol]}.`;
    case 'timeout':
      return `${host}:${port} does not answer: check host and port, and whether a firewall is in between. ${USUAL_PORTS[place.protocol]}.`;
    case 'silent':
      return `The ${where} took the connection but did not greet as ${place.protocol} servers do: check host, port and TLS mode. ${USUAL_PORTS[place.protocol]}.`;
    case 'closed':
      return `The ${where} ended the connection before the login was done.`;
    case 'bad-certificate':
      return `The certificate of the ${where} cannot be trusted (${raw.originalCode === '' ? raw.code : raw.originalCode}): check the host name; for a server that signs its own, pin its certificate. No password was sent.`;
    case 'pinned-mismatch':
      return `The ${where} shows another certificate than the pinned one. No password was sent. If it was renewed, compare and pin the new one.`;
    case 'starttls-injection':
      return `Somebody put text into the connection to the ${where} before it was encrypted. No password was sent. Use implicit TLS, and another network.`;
    case 'no-starttls':
      return `The ${where} offers no STARTTLS, so no password was sent: choose implicit TLS. ${USUAL_PORTS[place.protocol]}.`;
    case 'preauth':
      return `The ${where} greeted as if logged in already (PREAUTH): this is refused, no password was sent.`;
    case 'not-tls':
      return `The ${where} does not answer as TLS: check port and TLS mode. ${USUAL_PORTS[place.protocol]}.`;
    case 'no-login-method':
      return `The ${where} offers no way to log in with ${credentials.kind === 'password' ? 'a password' : 'OAuth2'}.${loginHelp(place, credentials)}`;
    case 'wrong-credentials':
      return credentials.kind === 'password'
        ? `The ${where} did not accept this user name and password: check both.${loginHelp(place, credentials)}`
        : `The ${where} did not accept the access token: sign in again${credentials.issuer === undefined ? '' : ` with ${credentials.issuer}`}.`;
    case 'app-password':
    case 'browser-login':
    case 'passwords-off':
    case 'imap-off':
      return refusalSentence(trouble, place, credentials);
    case 'contact-admin':
      return `The ${where} lets this account in only after its administrator did something: ask them.`;
    case 'throttled':
      return `The ${where} is busy or takes no more connections for this account now; the password is not the reason. It is tried again later.`;
    case 'broken-answer':
      return `The ${where} gave an answer that breaks the protocol or its limits (${raw.code === '' ? raw.responseStatus : raw.code}).`;
  }
}

/** The other half of a wrong setting: what the port speaks instead. */
async function settingsMismatch(place: Reached): Promise<MailfoldError | undefined> {
  const { host, port, tls } = place.server;
  const spoken = await whatSpeaks(place, PROBE_MS);
  const wanted = place.protocol.toLowerCase();
  const mismatch = (reason: string, message: string) =>
    mailProviderError('unsupported', message, { details: detailsOf(place, reason) });
  const heard = spoken.tls === 'nothing' ? spoken.clear : spoken.tls;
  if (heard !== wanted && isOther(heard)) {
    return mismatch(
      'other-protocol',
      `${host}:${port} ${OTHER[heard]}, not ${place.protocol}: check the port. ${USUAL_PORTS[place.protocol]}.`,
    );
  }
  if (tls !== 'implicit' && spoken.tls !== 'nothing' && spoken.clear === 'nothing') {
    return speaksTls(place);
  }
  if (tls === 'implicit' && spoken.tls === 'nothing' && spoken.clear === wanted) {
    return mismatch(
      'speaks-clear',
      `The server on ${host}:${port} does not speak TLS from the start: choose STARTTLS.`,
    );
  }
  return undefined;
}

/** What a port is told to be that greets nobody before TLS. */
export const speaksTls = (place: Place): MailfoldError =>
  mailProviderError(
    'unsupported',
    `The server on ${place.server.host}:${place.server.port} speaks TLS from the start: choose implicit TLS.`,
    { details: detailsOf(place, 'speaks-tls') },
  );

const OTHER = {
  imap: 'is an IMAP server',
  smtp: 'is an SMTP server',
  pop3: 'is a POP3 server',
  ssh: 'is an SSH server',
  'something else': 'speaks another protocol',
};

const isOther = (spoken: Spoken): spoken is keyof typeof OTHER => spoken in OTHER;

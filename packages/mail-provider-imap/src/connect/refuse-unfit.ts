import { type Credentials, mailProviderError, type ServerSettings } from '@mailfold/mail-provider';

/** RFC 4616 §2: a password may hold anything but NUL; CR and LF end the lines of LOGIN, and nobody types them. */
const NO_PASSWORD = /[\0\r\n]/u;
const NO_NAME = /\p{Cc}/u;

/** X9: nothing that a user typed may end a line, or a field, of what is said to a server. */
export function refuseUnfit({ host, port }: ServerSettings, credentials: Credentials): void {
  const { login } = credentials;
  if (NO_NAME.test(login)) throw unfit('The user name', host, port);
  if (credentials.kind === 'password' && NO_PASSWORD.test(credentials.password))
    throw unfit('The password', host, port);
  if (credentials.kind === 'oauth2' && NO_NAME.test(credentials.accessToken))
    throw unfit('The access token', host, port);
}

const unfit = (what: string, host: string, port: number) =>
  mailProviderError(
    'unsupported',
    `${what} for ${host.replaceAll(/\p{Cc}/gu, ' ')}:${port} has a line break or another control character in it, so nothing was sent: enter it again.`,
    { details: { port, reason: 'control-characters' } },
  );

import { isIP } from 'node:net';
import { isMailfoldError } from '@mailfold/kernel';
import { type Credentials, mailProviderError, type ServerSettings } from '@mailfold/mail-provider';
import type { Address, NetworkGuard } from '@mailfold/network-guard';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { readLibraryError } from '../library-error.ts';
import type { Timeouts } from '../timeouts.ts';
import { within } from '../within.ts';
import { connectError } from './connect-error.ts';
import { unlessTlsFirst } from './impatience.ts';
import { detailsOf, nameOf, type Reached } from './place.ts';
import { reach } from './reach.ts';
import { tokenLogin } from './smtp-oauth.ts';
import { tlsOptions } from './tls-options.ts';
import { troubleOf } from './trouble.ts';

interface SmtpRules {
  readonly timeouts: Timeouts;
  readonly guard: NetworkGuard;
}

/** A real login to the submission server, and nothing else. */
export async function proveSmtp(
  server: ServerSettings,
  credentials: Credentials,
  { timeouts, guard }: SmtpRules,
): Promise<void> {
  const place = await reach({ protocol: 'SMTP', server }, guard, credentials, timeouts.connectMs);
  try {
    await within(timeouts.connectMs, atOneOf(place, credentials, timeouts), () => {
      throw mailProviderError('unreachable', `The ${nameOf(place)} did not finish the login in time.`, {
        details: detailsOf(place, 'timeout'),
      });
    });
  } catch (error) {
    throw isMailfoldError(error) ? error : await connectError(error, place, credentials);
  }
}

/** The next address where nobody is at the one before. */
async function atOneOf(place: Reached, credentials: Credentials, timeouts: Timeouts): Promise<void> {
  const last = place.addresses.length - 1;
  for (const [nth, address] of place.addresses.entries()) {
    try {
      return await verify({ ...place, addresses: [address] }, address, credentials, timeouts);
    } catch (error) {
      const nobody = ['refused', 'timeout'].includes(troubleOf(readLibraryError(error)));
      if (isMailfoldError(error) || !nobody || nth === last) throw error;
    }
  }
}

async function verify(place: Reached, address: Address, credentials: Credentials, timeouts: Timeouts): Promise<void> {
  const { createTransport } = await import('nodemailer');
  let injected = false;
  const transport = createTransport({
    ...transportOptions(place.server, address, credentials, timeouts),
    logger: listenerFor(() => {
      injected = true;
    }),
  });
  const injection = () => Object.assign(new Error('injected'), { code: 'STARTTLS_INJECTION' });
  try {
    await unlessTlsFirst(place, transport.verify(), () => false);
    if (injected) throw injection();
  } catch (error) {
    throw injected ? injection() : error;
  } finally {
    transport.close();
  }
}

function transportOptions(
  server: ServerSettings,
  { address }: Address,
  credentials: Credentials,
  timeouts: Timeouts,
): SMTPTransport.Options & { readonly forceAuth: true } {
  return {
    host: address, // X1: given the name, the library would ask for it again
    ...(isIP(server.host) === 0 ? { servername: server.host } : {}), // and the certificate is still the name's
    port: server.port,
    secure: server.tls === 'implicit',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    tls: tlsOptions(server),
    forceAuth: true, // else a server that offers no AUTH passes for a login
    ...(credentials.kind === 'password'
      ? { auth: { user: credentials.login, pass: credentials.password } }
      : tokenLogin(credentials, server)),
    connectionTimeout: timeouts.reachMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** X6: nodemailer throws injected text away and goes on; it tells of it only in its log. */
function listenerFor(onInjection: () => void): SMTPTransport.Options['logger'] {
  const silent = () => undefined;
  const warn = (entry: unknown) => {
    if (typeof entry === 'object' && entry !== null && 'discarded' in entry) onInjection();
  };
  return { level: silent, trace: silent, debug: silent, info: silent, warn, error: silent, fatal: silent };
}

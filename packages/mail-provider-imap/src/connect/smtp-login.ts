import { isMailfoldError } from '@mailfold/kernel';
import { type Credentials, mailProviderError, type ServerSettings } from '@mailfold/mail-provider';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { Timeouts } from '../timeouts.ts';
import { within } from '../within.ts';
import { connectError } from './connect-error.ts';
import { detailsOf, nameOf, type Place } from './place.ts';
import { tokenLogin } from './smtp-oauth.ts';
import { tlsOptions } from './tls-options.ts';

/** A real login to the submission server, and nothing else. */
export async function proveSmtp(server: ServerSettings, credentials: Credentials, timeouts: Timeouts): Promise<void> {
  const place: Place = { protocol: 'SMTP', server };
  const { createTransport } = await import('nodemailer');
  let injected = false;
  const transport = createTransport({
    ...transportOptions(server, credentials, timeouts),
    logger: listenerFor(() => {
      injected = true;
    }),
  });
  try {
    await within(timeouts.connectMs, transport.verify(), () => {
      throw mailProviderError('unreachable', `The ${nameOf(place)} did not finish the login in time.`, {
        details: detailsOf(place, 'timeout'),
      });
    });
    if (injected) throw Object.assign(new Error('injected'), { code: 'STARTTLS_INJECTION' });
  } catch (error) {
    const reason = injected ? Object.assign(new Error('injected'), { code: 'STARTTLS_INJECTION' }) : error;
    throw isMailfoldError(reason) ? reason : await connectError(reason, place, credentials);
  } finally {
    transport.close();
  }
}

function transportOptions(
  server: ServerSettings,
  credentials: Credentials,
  timeouts: Timeouts,
): SMTPTransport.Options & { readonly forceAuth: true } {
  return {
    host: server.host,
    port: server.port,
    secure: server.tls === 'implicit',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    tls: tlsOptions(server),
    forceAuth: true, // else a server that offers no AUTH passes for a login
    ...(credentials.kind === 'password'
      ? { auth: { user: credentials.login, pass: credentials.password } }
      : tokenLogin(credentials, server)),
    connectionTimeout: timeouts.connectMs,
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

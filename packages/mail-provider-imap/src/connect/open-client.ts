import { isMailfoldError } from '@mailfold/kernel';
import { mailProviderError, type ConnectOptions } from '@mailfold/mail-provider';
import type { ImapFlow, ImapFlowOptions } from 'imapflow';
import type { Limits } from '../limits.ts';
import type { Timeouts } from '../timeouts.ts';
import { within } from '../within.ts';
import { connectError } from './connect-error.ts';
import { detailsOf, nameOf, type Place } from './place.ts';
import { tlsOptions } from './tls-options.ts';

/** A client that is logged in, over TLS unless the settings say `none`. */
export async function openClient(options: ConnectOptions, limits: Limits, timeouts: Timeouts): Promise<ImapFlow> {
  const place: Place = { protocol: 'IMAP', server: options.settings.imap };
  // Loaded here: it is 135 modules, and an engine without accounts needs none of them.
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow(clientOptions(options, limits, timeouts));
  client.on('error', () => undefined); // every failure also rejects the call that it concerns
  try {
    await within(timeouts.connectMs, client.connect(), () => {
      throw tooSlow(place, timeouts.connectMs);
    });
    refusePreauth(client, place);
    return client;
  } catch (error) {
    client.close();
    throw isMailfoldError(error) ? error : await connectError(error, place, options.credentials);
  }
}

function clientOptions({ settings, credentials }: ConnectOptions, limits: Limits, timeouts: Timeouts): ImapFlowOptions {
  const { imap } = settings;
  return {
    host: imap.host,
    port: imap.port,
    secure: imap.tls === 'implicit',
    // X4: left unset, imapflow sends the password in clear to a server without STARTTLS.
    ...(imap.tls === 'implicit' ? {} : { doSTARTTLS: imap.tls === 'starttls' }),
    tls: tlsOptions(imap),
    auth:
      credentials.kind === 'password'
        ? { user: credentials.login, pass: credentials.password }
        : { user: credentials.login, accessToken: credentials.accessToken },
    logger: false, // its entries hold addresses
    clientInfo: { name: 'mailfold', vendor: 'the mailfold authors' },
    qresync: true,
    disableAutoIdle: true,
    disableCompression: true, // X16: nothing to inflate; and TLS links are rarely the bottleneck
    disableIMAP4rev2: true,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
    maxLineLength: limits.maxLineBytes,
    maxLiteralSize: limits.maxMessageBytes + limits.firstBytes,
    maxResponseSize: limits.maxMessageBytes + limits.firstBytes + limits.maxLineBytes,
  };
}

/** X5. imapflow refuses it in clear; over TLS it would go on in a mailbox that nobody logged in to. */
function refusePreauth(client: ImapFlow, place: Place): void {
  if (client.greeting !== undefined) return; // only an OK greeting is kept; `authenticated` is true in either case
  throw mailProviderError(
    'rejected',
    `The ${nameOf(place)} greeted as if logged in already (PREAUTH): this is refused, no password was sent.`,
    { details: detailsOf(place, 'preauth') },
  );
}

const tooSlow = (place: Place, ms: number): Error =>
  mailProviderError('unreachable', `The ${nameOf(place)} did not finish the login within ${ms / 1000} s.`, {
    details: detailsOf(place, 'timeout'),
  });

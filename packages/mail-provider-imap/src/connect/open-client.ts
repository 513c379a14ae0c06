import { isMailfoldError } from '@mailfold/kernel';
import { mailProviderError, type ConnectOptions } from '@mailfold/mail-provider';
import { lookupOf, type NetworkGuard } from '@mailfold/network-guard';
import type { ImapFlow, ImapFlowOptions } from 'imapflow';
import type { Limits } from '../limits.ts';
import type { Timeouts } from '../timeouts.ts';
import { within } from '../within.ts';
import { connectError } from './connect-error.ts';
import { unlessFlooded } from './flood.ts';
import { unlessTlsFirst } from './impatience.ts';
import { detailsOf, nameOf, type Place, type Reached } from './place.ts';
import { reach } from './reach.ts';
import { tlsOptions } from './tls-options.ts';

export interface ClientRules {
  readonly limits: Limits;
  readonly timeouts: Timeouts;
  readonly guard: NetworkGuard;
}

/** A client that is logged in, over TLS unless the settings say `none`. */
export async function openClient(options: ConnectOptions, { limits, timeouts, guard }: ClientRules): Promise<ImapFlow> {
  const { settings, credentials } = options;
  const place = await reach({ protocol: 'IMAP', server: settings.imap }, guard, credentials, timeouts.connectMs);
  // Loaded here: it is 135 modules, and an engine without accounts needs none of them.
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow(clientOptions(place, options, limits, timeouts));
  client.on('error', () => undefined); // every failure also rejects the call that it concerns
  try {
    const connecting = unlessTlsFirst(place, client.connect(), () => client.greeting !== undefined);
    const bounded = unlessFlooded(connecting, () => client.stats().received);
    await within(timeouts.connectMs, bounded, () => {
      throw tooSlow(place, timeouts.connectMs);
    });
    refusePreauth(client, place);
    return client;
  } catch (error) {
    client.close();
    throw isMailfoldError(error) ? error : await connectError(error, place, credentials);
  }
}

function clientOptions(
  { server: imap, addresses }: Reached,
  { credentials }: ConnectOptions,
  limits: Limits,
  timeouts: Timeouts,
): ImapFlowOptions {
  return {
    host: imap.host,
    port: imap.port,
    secure: imap.tls === 'implicit',
    // X4: left unset, imapflow sends the password in clear to a server without STARTTLS.
    ...(imap.tls === 'implicit' ? {} : { doSTARTTLS: imap.tls === 'starttls' }),
    tls: { ...tlsOptions(imap), lookup: lookupOf(addresses) }, // X1: goes to `net.connect` too
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
    connectionTimeout: timeouts.reachMs,
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

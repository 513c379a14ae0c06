import type { ImapFlowOptions } from 'imapflow';
import { ImapFlow } from 'imapflow';
import type { ImapServer, ImapServerOptions } from '../src/index.ts';
import { ImapServer as Server } from '../src/index.ts';

export const ANN = 'ann@example.com';
const users = [{ login: ANN, password: 'secret' }];

export const startServer = (options: Partial<ImapServerOptions> = {}): Promise<ImapServer> =>
  Server.start({ users, ...options });

/** A client of the server's kind, not connected yet. It trusts the server's certificate and no other. */
export function imapClient(server: ImapServer, options: Partial<ImapFlowOptions> = {}): ImapFlow {
  const isClear = server.tlsPort === undefined;
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: server.tlsPort ?? server.port,
    secure: !isClear,
    ...(isClear && server.certificate !== undefined ? { doSTARTTLS: true } : {}),
    tls: server.certificate === undefined ? {} : { ca: server.certificate.cert },
    auth: { user: ANN, pass: 'secret' },
    logger: false,
    qresync: true,
    ...options,
  });
  client.on('error', () => undefined); // Tests look at what the calls reject with.
  return client;
}

/** Connected; hangs up when disposed. */
export async function connected(server: ImapServer, options: Partial<ImapFlowOptions> = {}) {
  const client = imapClient(server, options);
  await client.connect();
  return Object.assign(client, {
    [Symbol.asyncDispose]: async (): Promise<void> => {
      if (client.usable) await client.logout();
      else client.close();
    },
  });
}

/** The error that a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Record<string, unknown>;
  }
  throw new Error('did not reject');
}

export const mail = (subject: string, more = ''): Buffer =>
  Buffer.from(
    `From: Bob <bob@example.com>\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@example.com>\r\n${more}\r\nThe body of ${subject}.\r\n`,
  );

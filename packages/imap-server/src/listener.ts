import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { MailfoldError, messageOf } from '@mailfold/kernel';
import type { ServerCertificate } from './certificate.ts';

/** An open port that hands over sockets, secured already where a certificate is given. */
export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Clear text when left out. */
  readonly certificate?: ServerCertificate | undefined;
  readonly onSocket: (socket: Socket) => void;
}

/** @throws MailfoldError imap-server/cannot-listen */
export async function listen(options: ListenOptions): Promise<Listener> {
  const server = makeServer(options);
  try {
    server.listen({ host: options.host, port: options.port });
    await once(server, 'listening');
  } catch (error) {
    throw new MailfoldError({
      code: 'imap-server/cannot-listen',
      message: `Opening ${options.host}:${options.port} for IMAP: ${messageOf(error)}. Choose another port, or 0 for any free one.`,
      cause: error,
    });
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () => closed(server),
  };
}

function makeServer(options: ListenOptions): Server {
  const { certificate, onSocket } = options;
  if (certificate === undefined) return createServer({ noDelay: true }, onSocket);
  const server = createTlsServer({ key: certificate.key, cert: certificate.cert, noDelay: true });
  server.on('secureConnection', onSocket);
  // A client that refuses the certificate: its own affair.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return server;
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });

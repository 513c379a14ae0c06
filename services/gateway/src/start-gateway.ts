import { MailfoldError } from '@mailfold/kernel';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Gateway, type GatewayParts } from './gateway.ts';

export interface GatewayOptions extends GatewayParts {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** How long requests in hand may take when it stops; default 10 s. */
  readonly graceMs?: number;
}

export interface RunningGateway extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
}

/** Listens, whether or not the services are there already. */
export const startGateway = async ({
  host,
  port,
  graceMs = 10_000,
  ...parts
}: GatewayOptions): Promise<RunningGateway> => {
  const gateway = new Gateway(parts);
  const streams = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    streams.add(response);
    response.once('close', () => streams.delete(response));
    void gateway.handle(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(cause.code === 'EADDRINUSE' ? inUse(host, port) : cause),
    );
    server.listen(port, host, resolve);
  });
  void gateway.learn();
  // A cast of what `address` gives for a port.
  const { port: got } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${got}`,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // Streams of events would never end.
      for (const response of streams) if (isStream(response)) response.destroy();
      const late = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(late);
    },
  };
};

const isStream = (response: ServerResponse): boolean =>
  String(response.getHeader('content-type') ?? '').startsWith('text/event-stream');

const inUse = (host: string, port: number): MailfoldError =>
  new MailfoldError({
    code: 'api/port-in-use',
    message: `Port ${port} on ${host} is used by another program: end it, or choose another with MAILFOLD_PORT.`,
  });

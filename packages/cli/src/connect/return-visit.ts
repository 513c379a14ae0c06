import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pause } from '@mailfold/kernel';

/** What the browser brought back. */
export interface Returned {
  readonly authorisation: string;
  /** Absent when nobody was let in. */
  readonly code?: string;
}

/** A page on this machine's loopback, for the browser to come back to. */
export interface ReturnPage extends AsyncDisposable {
  readonly url: string;
  /** Undefined when nobody came in time, or the signal aborted. */
  visit(withinMs: number, signal: AbortSignal): Promise<Returned | undefined>;
}

const PATH = '/signed-in';
const WORDS = 'You may close this window and go back to the terminal.\n';

/** RFC 8252 §7.3: a port of the moment; nothing outside this machine reaches it. */
export const openReturnPage = async (): Promise<ReturnPage> => {
  const { promise, resolve } = Promise.withResolvers<Returned>();
  const server = createServer((request, response) => {
    const returned = returnedIn(request);
    // Who waits for it ends this page, so the browser has its answer first.
    answer(response, returned === undefined ? 404 : 200, () => returned !== undefined && resolve(returned));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return {
    url: `http://127.0.0.1:${address.port}${PATH}`,
    visit: async (withinMs, signal) => {
      const came = new AbortController();
      const late = pause(withinMs, AbortSignal.any([signal, came.signal])).then(() => undefined);
      return Promise.race([promise, late]).finally(() => came.abort());
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const returnedIn = ({ method, url = '' }: IncomingMessage): Returned | undefined => {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  const [authorisation, code] = [searchParams.get('authorisation'), searchParams.get('code')];
  if (method !== 'GET' || pathname !== PATH || authorisation === null) return undefined;
  return { authorisation, ...(code === null ? {} : { code }) };
};

const answer = (response: ServerResponse, status: number, answered: () => void): void => {
  response.socket?.once('close', answered);
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  };
  response.writeHead(status, headers).end(status === 200 ? WORDS : '');
};

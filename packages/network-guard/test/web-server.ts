import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/** A web server at an address of this machine, and the requests that reached it. */
export class WebServer implements AsyncDisposable {
  readonly requests: { readonly path: string; readonly headers: Readonly<Record<string, unknown>> }[] = [];
  connections = 0;
  readonly #server: Server;

  private constructor(server: Server, answer: RequestListener) {
    this.#server = server;
    server.on('connection', () => {
      this.connections += 1;
    });
    server.on('request', (request, response) => {
      this.requests.push({ path: request.url ?? '', headers: request.headers });
      answer(request, response);
    });
  }

  static async start(
    answer: RequestListener,
    { host = '127.0.0.1', port = 0, tls }: { host?: string; port?: number; tls?: { key: string; cert: string } } = {},
  ): Promise<WebServer> {
    const server = new WebServer(tls === undefined ? createServer() : createTlsServer(tls), answer);
    server.#server.listen(port, host);
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('a web server without a port');
    return address.port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMetrics, silentLogger } from '@mailfold/telemetry';
import { type RunningGateway, startGateway } from '../src/index.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A service on real HTTP, of which the gateway knows only what it says itself. */
export class TestService implements AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Method and path of each request, but for its description. */
  readonly asked: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    const { port } = server.address() as AddressInfo;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** @param routes by `METHOD /path`, as in OpenAPI; the first that fits its method and number of segments answers */
  static async start(routes: Readonly<Record<string, Handler>>, port = 0): Promise<TestService> {
    const patterns = Object.entries(routes).map(([route, handler]) => {
      const [method = '', path = ''] = route.split(' ');
      return { method, path, handler };
    });
    const server = createServer((request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      if (path === '/openapi.json') return answer(response, 200, documentOf(patterns));
      service.asked.push(`${request.method} ${request.url}`);
      const found = patterns.find(
        (one) =>
          one.method === request.method && new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
      );
      if (found === undefined) return answer(response, 404, { code: 'api/not-found' });
      found.handler(request, response);
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const service: TestService = new TestService(server);
    return service;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const documentOf = (patterns: readonly { readonly method: string; readonly path: string }[]) => ({
  openapi: '3.1.0',
  info: { title: 'test' },
  paths: Object.fromEntries(
    [...Map.groupBy(patterns, ({ path }) => path)].map(([path, ones]) => [
      path,
      Object.fromEntries(ones.map(({ method }) => [method.toLowerCase(), { summary: `${method} ${path}` }])),
    ]),
  ),
});

export const answer = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

export const gatewayTo = (upstreams: Readonly<Record<string, readonly string[]>>): Promise<RunningGateway> =>
  startGateway({
    upstreams: new Map(Object.entries(upstreams)),
    log: silentLogger,
    metrics: createMetrics({ service: 'gateway' }),
    host: '127.0.0.1',
    port: 0,
    graceMs: 1_000,
  });

/** For a suite: starts services and gateways, which end with the test that started them. */
export const startedHere = () => {
  let stack: AsyncDisposableStack;
  beforeEach(() => {
    stack = new AsyncDisposableStack();
  });
  afterEach(() => stack.disposeAsync());
  return {
    service: async (...parameters: Parameters<typeof TestService.start>): Promise<TestService> =>
      stack.use(await TestService.start(...parameters)),
    gateway: async (...parameters: Parameters<typeof gatewayTo>): Promise<RunningGateway> =>
      stack.use(await gatewayTo(...parameters)),
  };
};

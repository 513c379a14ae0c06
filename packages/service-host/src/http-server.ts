import { type Clock, type Ids, MailfoldError, systemClock, systemIds } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';
import { createMetrics, type Logger, type Metrics } from '@mailfold/telemetry';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { isNativeError } from 'node:util/types';
import { ApiKeys } from './api-keys.ts';
import { authenticate } from './authenticate.ts';
import { addBodyParsers } from './body-parsers.ts';
import type { Caller } from './caller.ts';
import { Claims } from './claims.ts';
import { handleRoute, type RouteContext } from './handle-route.ts';
import { keyRoutes } from './key-routes.ts';
import { type ReadyCheck, withOperationRoutes } from './operation-routes.ts';
import { problem, problemFrom } from './problem.ts';
import { databaseReady } from './ready-checks.ts';
import type { HttpRoutes, Route } from './route.ts';
import { tracedRequest } from './traced-request.ts';

export interface HttpServerOptions {
  readonly routes: HttpRoutes;
  /** Keeps keys, tokens and claims in `api.*`; migrated before. */
  readonly rows: ReadStore;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Default 127.0.0.1: nobody outside can reach it unless told otherwise. */
  readonly host?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** Bytes; default 1 MiB. A route may take more. */
  readonly bodyLimit?: number;
  /** For `/readyz`, beside the database. */
  readonly ready?: () => Promise<readonly ReadyCheck[]>;
  /** What `/metrics` tells, requests among it; default: some of its own. */
  readonly metrics?: Metrics;
  /** In `/openapi.json`. */
  readonly version?: string;
  /** How long requests in hand may take when the server stops; default 10 s. */
  readonly graceMs?: number;
}

/** A server that listens. */
export interface HttpServer extends AsyncDisposable {
  /** `http://127.0.0.1:8070`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly routes: HttpRoutes;
  /** Takes nothing new, ends streams, waits for what is in hand. */
  close(): Promise<void>;
}

const SAFE = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
};

const refuse = (): never => {
  throw new Error('routes are checked by their own shapes, never by schemas of fastify');
};

/** Left out, fastify loads two compilers of JSON schemas that nothing here uses. */
const WITHOUT_SCHEMAS = { buildValidator: refuse, buildSerializer: refuse };

const first = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

function sendProblem(
  reply: FastifyReply,
  route: Route | undefined,
  request: FastifyRequest,
  thrown: unknown,
  log: Logger,
): void {
  const told = problemFrom(thrown, request.id, route?.errors);
  if (told.status >= 500) {
    log.error('request failed', {
      request: request.id,
      method: request.method,
      route: request.routeOptions.url,
      error: thrown,
    });
  }
  if (told.status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply.code(told.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(told));
}

function mount(app: FastifyInstance, route: Route, keys: ApiKeys, context: RouteContext, log: Logger): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  app.route({
    method: route.method,
    url: route.url,
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    // Before the body is read: a stranger makes us parse nothing.
    onRequest: async (request) => {
      const { authorization } = request.headers;
      const caller = await authenticate(keys, route, {
        authorization,
        actAs: first(request.headers['mailfold-act-as']),
      });
      if (caller !== undefined) callers.set(request, caller);
    },
    handler: (request, reply) =>
      tracedRequest(route, request, reply, () => handleRoute(route, callers.get(request), request, reply, context)),
    errorHandler: (error, request, reply) => sendProblem(reply, route, request, error, log),
  });
}

function answerStrangers(app: FastifyInstance, log: Logger): void {
  app.setNotFoundHandler(async (request, reply) => {
    const told = problem(
      404,
      'api/not-found',
      `There is no ${request.method} at this path: see /openapi.json.`,
      request.id,
    );
    await reply.code(404).type('application/problem+json; charset=utf-8').send(JSON.stringify(told));
  });
  app.setErrorHandler((error, request, reply) => sendProblem(reply, undefined, request, error, log));
}

/** A connection that becomes idle after the server stopped would keep it open until the client lets go. */
function dropIdleOnceStopped(app: FastifyInstance, stopping: AbortSignal): void {
  app.addHook('onResponse', async () => {
    if (stopping.aborted) setImmediate(() => app.server.closeIdleConnections());
  });
}

async function close(app: FastifyInstance, stop: AbortController, graceMs: number): Promise<void> {
  stop.abort();
  const late = setTimeout(() => app.server.closeAllConnections(), graceMs);
  await app.close();
  clearTimeout(late);
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    if (!isNativeError(error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    throw new MailfoldError({
      code: 'api/port-in-use',
      message: `Port ${port} on ${host} is used by another program: end it, or choose another with --port.`,
      cause: error,
    });
  }
}

/** Listens; rejects with `api/port-in-use` where another program has the port. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { rows, log, clock = systemClock, ids = systemIds, host = '127.0.0.1' } = options;
  const keys = new ApiKeys(rows, clock, ids);
  const claims = new Claims(rows, clock);
  const stop = new AbortController();
  using own = new DisposableStack();
  const metrics = options.metrics ?? own.use(createMetrics({ service: 'mailfold' }));
  const app = fastify({
    genReqId: () => ids.next(),
    requestIdHeader: false,
    bodyLimit: options.bodyLimit ?? 1_048_576,
    exposeHeadRoutes: false,
    requestTimeout: 60_000,
    schemaController: { compilersFactory: WITHOUT_SCHEMAS },
  });
  const ready = async (): Promise<readonly ReadyCheck[]> => [
    await databaseReady(rows),
    ...((await options.ready?.()) ?? []),
  ];
  const routes = withOperationRoutes([...options.routes, ...keyRoutes(keys)], {
    ready,
    figures: () => metrics.text(),
    version: options.version ?? '0.1.0',
  });
  app.addHook('onRequest', async (_request, reply) => void reply.headers(SAFE));
  app.addHook('onResponse', async (request, reply) => {
    // The route as declared, so that no id of a path becomes a label.
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: `${reply.statusCode}` };
    metrics.observe('mailfold_http_request_duration_seconds', labels, reply.elapsedTime / 1_000);
  });
  dropIdleOnceStopped(app, stop.signal);
  addBodyParsers(app);
  answerStrangers(app, log);
  for (const route of routes) mount(app, route, keys, { ids, claims, stopping: stop.signal }, log);
  await claims.sweep();
  const url = await listen(app, host, options.port ?? 0);
  const ends = own.move();
  const end = (): Promise<void> => close(app, stop, options.graceMs ?? 10_000).finally(() => ends.dispose());
  return { url, port: Number(new URL(url).port), routes, close: end, [Symbol.asyncDispose]: end };
}

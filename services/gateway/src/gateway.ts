import { isMailfoldError, MailfoldError, messageOf, uuid7 } from '@mailfold/kernel';
import { statusOf } from '@mailfold/service-host';
import { type Logger, type Metrics, METRICS_TYPE } from '@mailfold/telemetry';
import { type IncomingMessage, STATUS_CODES, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { ask, eachInstance } from './ask.ts';
import { endToEnd } from './hop-by-hop.ts';
import { type Answer, doctor, type MergedRequest, notHere, progress, readiness, whoKnows } from './merged.ts';
import { type OpenApi, RouteTable } from './route-table.ts';
import { send, unavailable } from './send.ts';
import { Upstream } from './upstream.ts';

export interface GatewayParts {
  /** By service, in the order of who is asked first for what all of them have. */
  readonly upstreams: ReadonlyMap<string, readonly string[]>;
  readonly log: Logger;
  /** Of this process. */
  readonly metrics: Metrics;
}

const LEARN_AGAIN_MS = 5_000;

/** Sends each request to the service that owns its path, and answers itself what all of them know a part of. */
export class Gateway {
  readonly #upstreams: ReadonlyMap<string, Upstream>;
  readonly #table: RouteTable;
  readonly #documents = new Map<string, OpenApi>();
  readonly #log: Logger;
  readonly #metrics: Metrics;
  #learned = -Infinity;
  #learning: Promise<void> | undefined;

  constructor({ upstreams, log, metrics }: GatewayParts) {
    this.#upstreams = new Map([...upstreams].map(([name, urls]) => [name, new Upstream(name, urls)]));
    this.#table = new RouteTable([...upstreams.keys()]);
    this.#log = log;
    this.#metrics = metrics;
  }

  /** Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    const began = performance.now();
    response.once('close', () => {
      gone.abort();
      this.#measure(request, response, performance.now() - began);
    });
    try {
      if (request.method === 'GET' && pathOf(request.url) === '/metrics') {
        return sendText(response, 200, METRICS_TYPE, await this.#metrics.text());
      }
      const merged = await this.#merged(request);
      if (merged === undefined) await this.#forward(request, response, gone.signal);
      else sendJson(response, merged);
    } catch (thrown) {
      if (gone.signal.aborted) return;
      this.#refuse(response, thrown);
    }
  }

  /** What the services have to offer, asked of those that were not heard of. */
  learn(): Promise<void> {
    this.#learning ??= this.#learnNow().finally(() => (this.#learning = undefined));
    return this.#learning;
  }

  /** By the route as declared, so that no id of a path becomes a label. */
  #measure({ method = 'GET', url }: IncomingMessage, { statusCode }: ServerResponse, ms: number): void {
    const path = pathOf(url);
    const route = OWN.has(path) ? path : (this.#table.find(method, path)?.route ?? 'none');
    this.#metrics.observe(
      'mailfold_http_request_duration_seconds',
      { method, route, status: `${statusCode}` },
      ms / 1_000,
    );
  }

  async #learnNow(): Promise<void> {
    this.#learned = performance.now();
    await Promise.all(
      [...this.#upstreams.values()].map(async (upstream) => {
        const answer = await ask(upstream, { path: '/openapi.json' }).catch(() => undefined);
        if (answer?.status !== 200) return;
        // A cast of what a service of ours says of itself.
        const document = answer.body as OpenApi;
        this.#table.learn(upstream.name, document);
        this.#documents.set(upstream.name, document);
      }),
    );
  }

  async #forward(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const upstream = await this.#owner(method, pathOf(url));
    const hasBody =
      request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
    const answer = await send(upstream, {
      method,
      path: url,
      headers: endToEnd(request.headers),
      ...(hasBody ? { body: request } : {}),
      signal,
    });
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
    response.flushHeaders();
    try {
      await pipeline(answer, response);
    } catch (thrown) {
      // Its length was not kept: whoever reads must not take it for the whole.
      response.destroy();
      if (!signal.aborted)
        this.#log.warn('an answer was cut off', { service: upstream.name, reason: messageOf(thrown) });
    }
  }

  async #owner(method: string, path: string): Promise<Upstream> {
    const found = this.#table.find(method, path);
    const isStale = this.#table.unknown.length > 0 || performance.now() - this.#learned > LEARN_AGAIN_MS;
    if (found === undefined && isStale) await this.learn();
    const upstream = this.#upstreams.get((found ?? this.#table.find(method, path))?.service ?? '');
    if (upstream !== undefined) return upstream;
    const [missing] = this.#table.unknown;
    if (missing !== undefined) throw unavailable(missing);
    const message = `There is no ${method} at this path: see /openapi.json.`;
    throw new MailfoldError({ code: 'gateway/not-found', message });
  }

  async #merged({ method = 'GET', url = '/', headers }: IncomingMessage): Promise<Answer | undefined> {
    const path = pathOf(url);
    const all = [...this.#upstreams.values()];
    const request: MergedRequest = { method, path: url, headers: passedOn(headers) };
    if (method === 'GET') {
      if (path === '/healthz') return { status: 200, body: { status: 'alive' } };
      if (path === '/readyz') return readiness(all);
      if (path === '/openapi.json') return { status: 200, body: await this.#openApi() };
      if (path === '/v1/progress') return progress(all, request);
      if (path === '/v1/doctor') return doctor(all, request);
      // Whoever was asked to fold a view remembers it, and nobody else.
      if (/^\/v1\/rebuilds\/[^/]+$/.test(path))
        return whoKnows(
          eachInstance(this.#upstreams.get('projections') ?? new Upstream('projections', [])),
          request,
          ({ status }) => status !== 404,
        );
    }
    const changesLetter =
      (method === 'POST' && /^\/v1\/dead-letters\/[^/]+\/retry$/.test(path)) ||
      (method === 'DELETE' && /^\/v1\/dead-letters\/[^/]+$/.test(path));
    if (changesLetter) return whoKnows(all, request, (answer) => !notHere(answer));
    return undefined;
  }

  async #openApi(): Promise<unknown> {
    await this.learn();
    const [missing] = this.#table.unknown;
    if (missing !== undefined) throw unavailable(missing);
    const documents = [...this.#upstreams.keys()].flatMap((name) => this.#documents.get(name) ?? []);
    const paths: Record<string, Record<string, unknown>> = {};
    for (const document of documents.toReversed()) {
      for (const [path, operations] of Object.entries(document.paths)) paths[path] = { ...paths[path], ...operations };
    }
    return { ...documents[0], paths };
  }

  #refuse(response: ServerResponse, thrown: unknown): void {
    const instance = uuid7();
    const isOurs = isMailfoldError(thrown);
    const code = isOurs ? thrown.code : 'api/internal';
    const status = STATUS[code] ?? statusOf(code);
    if (!isOurs) this.#log.error('request failed', { request: instance, error: thrown });
    if (response.headersSent) return void response.destroy();
    const detail = isOurs ? thrown.message : 'A bug of ours: the log has what happened under this instance.';
    const type = `https://mailfold.dev/problems/${code}`;
    const told = { type, title: STATUS_CODES[status] ?? 'Error', status, code, detail, instance };
    if (status === 503) response.setHeader('retry-after', '1');
    sendJson(response, { status, body: told }, 'application/problem+json');
  }
}

const STATUS: Readonly<Record<string, number>> = {
  'gateway/unavailable': 503,
  'gateway/lost': 502,
  'gateway/timeout': 504,
};

/** Of the gateway itself, whatever a service has at these paths. */
const OWN = new Set(['/healthz', '/readyz', '/metrics', '/openapi.json']);

const pathOf = (url = '/'): string => url.split('?', 1)[0] ?? url;

/** Without what describes a body: questions of our own have none. */
const passedOn = (headers: IncomingMessage['headers']): IncomingMessage['headers'] => {
  const { 'content-length': _length, 'content-type': _type, expect: _expect, ...left } = endToEnd(headers);
  return left;
};

const sendJson = (response: ServerResponse, { status, body }: Answer, type?: string): void => {
  const isProblem = typeof body === 'object' && body !== null && 'code' in body && 'instance' in body;
  const contentType = type ?? (isProblem ? 'application/problem+json' : 'application/json');
  sendText(response, status, `${contentType}; charset=utf-8`, JSON.stringify(body ?? null));
};

const sendText = (response: ServerResponse, status: number, contentType: string, text: string): void => {
  response
    .writeHead(status, {
      'content-type': contentType,
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(text);
};

import { type FreshDatabase, freshDatabase } from '@mailfold/dev-env';
import { migrate, type ReadStore } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { type Logger, silentLogger } from '@mailfold/telemetry';
import {
  ApiKeys,
  apiMigrations,
  type HttpRoutes,
  type HttpServer,
  type HttpServerOptions,
  startHttpServer,
} from '../src/index.ts';

export interface ApiDatabase extends AsyncDisposable {
  readonly rows: ReadStore;
}

export async function apiDatabase(): Promise<ApiDatabase> {
  const database: FreshDatabase = await freshDatabase();
  const rows = await PostgresReadStore.connect({ url: database.url });
  await migrate(rows, apiMigrations);
  return {
    rows,
    [Symbol.asyncDispose]: async () => {
      await rows[Symbol.asyncDispose]();
      await database.drop();
    },
  };
}

export interface TestApi extends AsyncDisposable {
  readonly server: HttpServer;
  readonly keys: ApiKeys;
  readonly tenantId: string;
  readonly key: string;
  readonly keyId: string;
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
}

export interface CallOptions {
  readonly auth?: string | null;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

const bodyOf = (body: unknown): { body?: string; type: Record<string, string> } => {
  if (body === undefined) return { type: {} };
  return { body: typeof body === 'string' ? body : JSON.stringify(body), type: { 'content-type': 'application/json' } };
};

/** A server with these routes, a tenant and a service key. */
export async function testApi(
  rows: ReadStore,
  routes: HttpRoutes,
  more: Partial<HttpServerOptions> = {},
  log: Logger = silentLogger,
): Promise<TestApi> {
  const server = await startHttpServer({ routes, rows, log, ...more });
  const keys = new ApiKeys(rows, more.clock);
  const tenantId = await keys.tenant('Test');
  const { secret: key, id: keyId } = await keys.createServiceKey(tenantId, 'test');
  const call = (method: string, path: string, options: CallOptions = {}): Promise<Response> => {
    const { body, type } = bodyOf(options.body);
    const authorization = options.auth === null ? {} : { authorization: `Bearer ${options.auth ?? key}` };
    return fetch(server.url + path, {
      method,
      headers: { ...type, ...authorization, ...options.headers },
      ...(body === undefined ? {} : { body }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  };
  return { server, keys, tenantId, key, keyId, call, [Symbol.asyncDispose]: () => server.close() };
}

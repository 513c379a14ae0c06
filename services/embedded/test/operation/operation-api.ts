import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobStore } from '@mailfold/blob-store';
import { FilesBlobStore } from '@mailfold/blob-store-files';
import { Progress } from '@mailfold/contracts/http';
import { freshDatabase, until } from '@mailfold/dev-env';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { systemClock, systemIds, uuid7 } from '@mailfold/kernel';
import { FeedMessageBus } from '@mailfold/message-bus-feed';
import { ProcessorHost, ViewRunner } from '@mailfold/processor';
import { keyRingFrom, MasterKey, openVault } from '@mailfold/secrets';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { ApiKeys, type Host, type Platform, type Service, startHost } from '@mailfold/service-host';
import { silentLogger } from '@mailfold/telemetry';
import type { z } from 'zod';
import { operationRoutes } from '@mailfold/operation';
import { smallView } from './small-view.ts';

/** A service with one small view of each name. */
const smallService = (platform: Platform, views: readonly string[]): Service => {
  const host = new ProcessorHost(platform.bus, 'embedded');
  const runners = views.map((name) => new ViewRunner(smallView(name), platform));
  return {
    name: 'small',
    migrations: [],
    routes: [],
    runners,
    start: () => host.start(runners),
    stop: () => host.stop(),
    progress: () => host.progress(),
  };
};

export interface Asking {
  readonly body?: object | undefined;
  /** Default: the tenant's. */
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

export interface Opening {
  /** Names of small views. */
  readonly views: readonly string[];
  /** Other services of the process. */
  readonly beside?: (platform: Platform, blobs: BlobStore) => readonly Service[];
}

/** What an operator asks, of a process with a real log and small views. */
export class OperationApi implements AsyncDisposable {
  readonly platform: Platform;
  readonly service: Service;
  readonly dataDirectory: string;
  readonly tenantId: string;
  readonly #key: string;
  readonly #host: Host;
  readonly #stack: AsyncDisposableStack;

  private constructor(
    stack: AsyncDisposableStack,
    platform: Platform,
    running: { readonly host: Host; readonly service: Service; readonly dataDirectory: string },
    tenant: { readonly id: string; readonly key: string },
  ) {
    this.#stack = stack;
    this.platform = platform;
    this.service = running.service;
    this.dataDirectory = running.dataDirectory;
    this.#host = running.host;
    this.tenantId = tenant.id;
    this.#key = tenant.key;
  }

  static async open({ views, beside = () => [] }: Opening): Promise<OperationApi> {
    await using stack = new AsyncDisposableStack();
    const database = stack.adopt(await freshDatabase(), (one) => one.drop());
    const folder = await mkdtemp(join(tmpdir(), 'mailfold-operation-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    const rows = stack.use(await PostgresReadStore.connect({ url: database.url }));
    const events = stack.use(await PostgresEventStore.create({ readStore: rows }));
    const bus = stack.use(await FeedMessageBus.create({ events, rows }));
    const blobs = stack.use(new FilesBlobStore({ folder: join(folder, 'blobs') }));
    const platform: Platform = { events, rows, bus, clock: systemClock, ids: systemIds, log: silentLogger };
    const file = join(folder, 'master.key');
    const vault = await openVault(rows, await keyRingFrom({}, [await MasterKey.fromFile(file)]));
    const service = smallService(platform, views);
    const services = [service, ...beside(platform, blobs)];
    const routes = operationRoutes({
      ...platform,
      services,
      blobs,
      dataDirectory: folder,
      secrets: { keys: vault.keys, source: { file } },
    });
    const host = stack.use(await startHost({ platform, services, routes }));
    const keys = new ApiKeys(rows);
    const id = await keys.tenant('Acme');
    const { secret } = await keys.createServiceKey(id, 'test');
    return new OperationApi(stack.move(), platform, { host, service, dataDirectory: folder }, { id, key: secret });
  }

  /** Of a new tenant's. */
  async strangersKey(): Promise<string> {
    const keys = new ApiKeys(this.platform.rows);
    return (await keys.createServiceKey(await keys.tenant(uuid7()), 'other')).secret;
  }

  /** Appends one event of this type. @returns its id */
  async tell(data: object, type = 'test.Told.v1', accountId?: string): Promise<string> {
    const id = uuid7();
    const account = accountId === undefined ? {} : { accountId };
    const meta = { ...account, tenantId: this.tenantId, causationId: id, correlationId: id, origin: 'live' as const };
    const event = { id, type, data, meta: { ...meta, occurredAt: systemClock.now().toISOString() } };
    await this.platform.events.append({
      stream: `test-${accountId ?? this.tenantId}`,
      expected: 'any',
      events: [event],
    });
    return id;
  }

  /** Until every processor stands at the head. */
  async settle(): Promise<Progress> {
    let seen: Progress | undefined;
    await until(
      async () => {
        seen = await this.call('GET', '/v1/progress', Progress);
        return seen.processors.every(({ position }) => position >= (seen?.head ?? Infinity));
      },
      { what: 'the processors to reach the head' },
    );
    return seen ?? { head: 0, processors: [] };
  }

  async call<Shape extends z.ZodType>(
    method: string,
    path: string,
    shape: Shape,
    body?: object,
  ): Promise<z.output<Shape>> {
    return shape.parse(await (await this.ask(method, path, { body })).json());
  }

  ask(method: string, path: string, more: Asking = {}): Promise<Response> {
    const type = more.body === undefined ? {} : { 'content-type': 'application/json' };
    return fetch(this.#host.server.url + path, {
      method,
      headers: { authorization: `Bearer ${more.key ?? this.#key}`, ...type, ...more.headers },
      ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}

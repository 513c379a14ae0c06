import { freshDatabase } from '@mailfold/dev-env';
import type { NewEvent } from '@mailfold/event-store';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { uuid7 } from '@mailfold/kernel';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { ApiKeys, apiMigrations, startHttpServer } from '@mailfold/service-host';
import { silentLogger } from '@mailfold/telemetry';
import { eventRoutes } from '../../src/events/routes.ts';

const AT = '2026-11-02T09:00:00.000Z';

/** A tenant with one account and a service key. */
export interface Tenant {
  readonly tenantId: string;
  readonly accountId: string;
  readonly key: string;
}

export interface Call {
  readonly tenant: Tenant;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** The event routes on a real log, behind a real server. */
export class EventApi implements AsyncDisposable {
  readonly keys: ApiKeys;
  readonly store: PostgresEventStore;
  readonly #url: string;
  readonly #stack: AsyncDisposableStack;

  private constructor(stack: AsyncDisposableStack, url: string, store: PostgresEventStore, keys: ApiKeys) {
    this.#stack = stack;
    this.#url = url;
    this.store = store;
    this.keys = keys;
  }

  static async open(): Promise<EventApi> {
    await using stack = new AsyncDisposableStack();
    const database = stack.adopt(await freshDatabase(), (one) => one.drop());
    const rows = stack.use(await PostgresReadStore.connect({ url: database.url }));
    await migrate(rows, apiMigrations);
    const store = stack.use(await PostgresEventStore.create({ readStore: rows }));
    const routes = eventRoutes({ events: store });
    const server = stack.use(await startHttpServer({ routes, rows, log: silentLogger }));
    return new EventApi(stack.move(), server.url, store, new ApiKeys(rows));
  }

  async tenant(name: string): Promise<Tenant> {
    const tenantId = await this.keys.tenant(`${name} ${uuid7()}`);
    const { secret } = await this.keys.createServiceKey(tenantId, 'test');
    return { tenantId, accountId: uuid7(), key: secret };
  }

  /** Appends events of these types to the tenant's account. @returns their ids */
  async tell({ tenantId, accountId }: Tenant, ...types: readonly string[]): Promise<string[]> {
    const events = types.map((type): NewEvent => {
      const id = uuid7();
      const meta = { tenantId, accountId, occurredAt: AT, causationId: id, correlationId: id, origin: 'live' as const };
      return { id, type, data: { type }, meta: { ...meta, inputPosition: 7 } };
    });
    await this.store.append({ stream: `test-${accountId}`, expected: 'any', events });
    return events.map(({ id }) => id);
  }

  get(path: string, { tenant, headers = {}, signal }: Call): Promise<Response> {
    return fetch(this.#url + path, {
      headers: { authorization: `Bearer ${tenant.key}`, ...headers },
      ...(signal === undefined ? {} : { signal }),
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}

import { freshDatabase, until } from '@mailfold/dev-env';
import type { EventStore, StoredEvent } from '@mailfold/event-store';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { systemClock, systemIds } from '@mailfold/kernel';
import type { MailSession } from '@mailfold/mail-provider';
import { FeedMessageBus } from '@mailfold/message-bus-feed';
import { DeciderRunner, settled } from '@mailfold/processor';
import { migrate, type ReadStore } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import {
  ApiKeys,
  apiMigrations,
  type HttpServer,
  type Platform,
  type Service,
  startHttpServer,
} from '@mailfold/service-host';
import { silentLogger } from '@mailfold/telemetry';
import { actionsDecider } from '../src/application/actions-decider.ts';
import { createProviderWriteback, type WritebackTiming } from '../src/index.ts';
import { idOf, OWNER, Story } from './story.ts';

const QUICK: WritebackTiming = { idleMs: 300, retryMs: 10, maxRetryMs: 80, unauthorisedMs: 60_000, graceMs: 100 };

interface Answered {
  readonly items: readonly {
    readonly outcome: string;
    readonly actionId?: string;
    readonly provider?: string;
    readonly token?: string;
  }[];
}

export interface ShownAction {
  readonly state: string;
  readonly attempts: number;
  readonly reason?: string;
}

/** The service over a real store, and its API. What sync would have told is told by a `Story`. */
export class World implements AsyncDisposable {
  readonly #database: Awaited<ReturnType<typeof freshDatabase>>;
  readonly #platform: Platform;
  readonly #ways = new Map<string, () => Promise<MailSession>>();
  readonly #tenantId: string;
  readonly #secret: string;
  readonly #timing: Partial<WritebackTiming>;
  #service: Service;
  #server: HttpServer | undefined;

  private constructor(parts: {
    database: Awaited<ReturnType<typeof freshDatabase>>;
    platform: Platform;
    tenantId: string;
    secret: string;
    timing: Partial<WritebackTiming>;
  }) {
    this.#database = parts.database;
    this.#platform = parts.platform;
    this.#tenantId = parts.tenantId;
    this.#secret = parts.secret;
    this.#timing = parts.timing;
    this.#service = this.#newService();
  }

  static async open(timing: Partial<WritebackTiming> = {}): Promise<World> {
    const database = await freshDatabase();
    const rows: ReadStore = await PostgresReadStore.connect({ url: database.url });
    const events: EventStore = await PostgresEventStore.create({ readStore: rows });
    const bus = await FeedMessageBus.create({ events, rows });
    await migrate(rows, apiMigrations);
    const keys = new ApiKeys(rows);
    const tenantId = await keys.tenant('Test');
    const { secret } = await keys.createServiceKey(tenantId, 'test');
    const platform = { events, rows, bus, clock: systemClock, ids: systemIds, log: silentLogger };
    const world = new World({ database, platform, tenantId, secret, timing });
    await migrate(rows, world.#service.migrations);
    await world.start();
    return world;
  }

  /** An account of its own. @param connect the way to its provider */
  account(connect: () => Promise<MailSession>): Story {
    const story = new Story({ tenantId: this.#tenantId, name: `account ${this.#ways.size}` });
    this.#ways.set(story.builder.accountId, connect);
    return story;
  }

  async start(): Promise<void> {
    const { rows, log } = this.#platform;
    this.#server = await startHttpServer({ routes: this.#service.routes, rows, log });
    await this.#service.start();
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    await this.#service.stop();
  }

  async restart(): Promise<void> {
    await this.stop();
    this.#service = this.#newService();
    await this.start();
  }

  /** Appends what the story has told since, and waits until the service knows. */
  async hears(story: Story): Promise<void> {
    const { events } = this.#platform;
    for (const { stream, revision: _, position: __, recordedAt: ___, ...event } of story.events.splice(0)) {
      await events.append({ stream, expected: 'any', events: [event] });
    }
    await settled({ head: () => events.head(), progress: () => this.#service.progress() });
  }

  /** What the API answers for each thread. */
  async outcomes(action: string, threads: readonly string[], headers: Record<string, string> = {}) {
    const body = { action, threads: threads.map(idOf) };
    const { items } = await this.#call<Answered>('POST', '/v1/threads/actions', { body, headers });
    return items;
  }

  /** @returns the actions' ids, in the order of the threads */
  async act(action: string, ...threads: readonly string[]): Promise<string[]> {
    const items = await this.outcomes(action, threads);
    return items.map(({ actionId, outcome }) => actionId ?? outcome);
  }

  show(actionId: string, headers: Record<string, string> = {}): Promise<ShownAction> {
    return this.#call<ShownAction>('GET', `/v1/actions/${actionId}`, { headers });
  }

  /** Waits until the provider has followed, refused, or was faster. */
  ended(actionId: string): Promise<ShownAction> {
    const endings = new Set(['none', 'acknowledged', 'refused', 'overtaken']);
    return until(
      async () => {
        const shown = await this.show(actionId);
        return endings.has(shown.state) ? shown : undefined;
      },
      { what: 'the end of an action' },
    );
  }

  /** The service's own events of the account, by name, without version. */
  async told(story: Story): Promise<string[]> {
    const events = await this.stream(story);
    return events.map(({ type }) => type.split('.')[1] ?? type);
  }

  /** Every row of the service, by table. */
  async rows(): Promise<Record<string, readonly object[]>> {
    const tables = ['account', 'folder', 'thread', 'message', 'action', 'intent'];
    const read = tables.map(async (table) => {
      const rows = await this.#platform.rows.query(
        `select to_json(t) as row from writeback.${table} t order by t::text`,
      );
      return [table, rows] as const;
    });
    return Object.fromEntries(await Promise.all(read));
  }

  /** Makes all rows again from the log. */
  rebuild(): Promise<void> {
    return new DeciderRunner(actionsDecider, this.#platform).rebuildState();
  }

  stream(story: Story): Promise<StoredEvent[]> {
    return this.#platform.events.readStream(`writeback-${story.builder.accountId}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#platform.bus[Symbol.asyncDispose]();
    await this.#platform.events[Symbol.asyncDispose]();
    await this.#platform.rows[Symbol.asyncDispose]();
    await this.#database.drop();
  }

  #newService(): Service {
    return createProviderWriteback(this.#platform, {
      connect: async (accountId) => (this.#ways.get(accountId) ?? unknownAccount)(),
      timing: { ...QUICK, ...this.#timing },
    });
  }

  async #call<Answer>(
    method: string,
    path: string,
    { body, headers }: { readonly body?: unknown; readonly headers?: Record<string, string> },
  ): Promise<Answer> {
    const response = await fetch(`${this.#server?.url ?? ''}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#secret}`,
        'mailfold-act-as': OWNER,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return JSON.parse(await response.text());
  }
}

const unknownAccount = (): never => {
  throw new Error('nobody told the way to this account');
};

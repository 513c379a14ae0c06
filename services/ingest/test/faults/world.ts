import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { FilesBlobStore } from '@mailfold/blob-store-files';
import { AccountReconciled, type AccountSettings, type EventDefinition, MessageObserved } from '@mailfold/contracts';
import { freshDatabase, until } from '@mailfold/dev-env';
import type { StoredEvent } from '@mailfold/event-store';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { type FaultContext, ImapServer, type ImapServerOptions, type MailboxStore } from '@mailfold/imap-server';
import { type Clock, systemClock, systemIds } from '@mailfold/kernel';
import type { Login, MailSession } from '@mailfold/mail-provider';
import { FeedMessageBus } from '@mailfold/message-bus-feed';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import {
  ApiKeys,
  apiMigrations,
  type HttpRoutes,
  type HttpServer,
  type Platform,
  type Service,
  startHttpServer,
} from '@mailfold/service-host';
import { silentLogger } from '@mailfold/telemetry';
import { createIngest, type IngestParts } from '../../src/index.ts';
import { ingestParts } from './ingest-parts.ts';
import { type LedgerLines, readLines } from './ledger-lines.ts';

export const ANN = 'ann@example.com';
export const BOB = 'bob@example.com';
export const PASSWORD = 'a secret of ann';
const OWNER = 'user-ann';

export interface WorldOptions extends Pick<IngestParts, 'connections' | 'pace' | 'rawGrace'> {
  readonly server?: Partial<ImapServerOptions>;
  readonly roundMs?: number;
  readonly clock?: Clock;
  readonly settings?: Partial<AccountSettings>;
}

/** A command that the server was given. */
export type Asked = Pick<FaultContext, 'command' | 'text' | 'folder' | 'connection'>;

/** The service over a real store, at a server that does what a script says. */
export class World implements AsyncDisposable {
  readonly server: ImapServer;
  readonly rows: PostgresReadStore;
  readonly keys: ApiKeys;
  /** All that the server was asked. */
  readonly asked: Asked[] = [];
  readonly sessions: MailSession[] = [];
  accountId = '';
  readonly #options: WorldOptions;
  readonly #platform: Platform;
  readonly #stack: AsyncDisposableStack;
  readonly #logins = new Map<string, Login>();
  readonly blobs: FilesBlobStore;
  readonly #secret: string;
  #service: Service | undefined;
  #http: HttpServer | undefined;

  private constructor(
    parts: Pick<World, 'server' | 'rows' | 'blobs' | 'keys'> & {
      readonly options: WorldOptions;
      readonly platform: Platform;
      readonly stack: AsyncDisposableStack;
      readonly secret: string;
    },
  ) {
    this.server = parts.server;
    this.rows = parts.rows;
    this.keys = parts.keys;
    this.#options = parts.options;
    this.#platform = parts.platform;
    this.#stack = parts.stack;
    this.blobs = parts.blobs;
    this.#secret = parts.secret;
    this.server.on('command', ({ command, text, folder, connection }) =>
      this.asked.push({ command, text, folder, connection }),
    );
  }

  static async open(options: WorldOptions = {}): Promise<World> {
    await using stack = new AsyncDisposableStack();
    const database = stack.adopt(await freshDatabase(), (one) => one.drop());
    const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'mailfold-ingest-')), (path) =>
      rm(path, { recursive: true, force: true }),
    );
    const server = stack.use(
      await ImapServer.start({ users: [ANN, BOB].map((login) => ({ login, password: PASSWORD })), ...options.server }),
    );
    const rows = stack.use(await PostgresReadStore.connect({ url: database.url }));
    const events = stack.use(await PostgresEventStore.create({ readStore: rows }));
    const bus = stack.use(await FeedMessageBus.create({ events, rows }));
    const clock = options.clock ?? systemClock;
    const platform = { events, rows, bus, clock, ids: systemIds, log: silentLogger };
    await migrate(rows, apiMigrations);
    const keys = new ApiKeys(rows);
    const { secret } = await keys.createServiceKey(await keys.tenant('Test'), 'test');
    const blobs = stack.use(new FilesBlobStore({ folder }));
    const world = new World({ options, server, rows, keys, platform, blobs, secret, stack: stack.move() });
    await world.start();
    return world;
  }

  get url(): string {
    return this.#http?.url ?? '';
  }

  get routes(): HttpRoutes {
    return this.#service?.routes ?? [];
  }

  get mailbox(): MailboxStore {
    return this.server.mailbox(ANN);
  }

  async start(): Promise<void> {
    const { rows, log } = this.#platform;
    const service = this.#newService();
    await migrate(rows, service.migrations);
    this.#http = await startHttpServer({ routes: service.routes, rows, log });
    await service.start();
    this.#service = service;
  }

  async stop(): Promise<void> {
    await this.#http?.close();
    await this.#service?.stop();
    this.#service = undefined;
  }

  /** Connects an account, Ann's if not another's, from its first mail on. */
  async connect({ login = ANN, ...more }: { readonly login?: string } & Record<string, unknown> = {}): Promise<void> {
    const { port, certificate } = this.server;
    const imap = { host: '127.0.0.1', port, tls: 'implicit', pinnedCertificate: certificate?.cert };
    const { id } = await this.call<{ readonly id: string }>('POST', '/v1/accounts', {
      address: login,
      servers: { imap },
      credentials: { kind: 'password', login, password: PASSWORD },
      scope: { kind: 'all' },
      start: { kind: 'since' },
      settings: this.#options.settings ?? {},
      ...more,
    });
    this.accountId = id;
  }

  /** Connected, and every mail of the server brought over and proved. */
  async synced(more: Record<string, unknown> = {}): Promise<void> {
    await this.connect(more);
    await this.proved();
  }

  /** Events of the account, in their order, of one type where given. */
  async told(definition?: EventDefinition): Promise<StoredEvent[]> {
    const streams = ['ingest', 'account'].map((context) => this.#stream(`${context}-${this.accountId}`));
    const all = (await Promise.all(streams)).flat().toSorted((a, b) => a.position - b.position);
    return definition === undefined ? all : all.filter((event) => definition.type === event.type);
  }

  async #stream(name: string): Promise<StoredEvent[]> {
    const all: StoredEvent[] = [];
    for (;;) {
      const page = await this.#platform.events.readStream(name, { from: all.length });
      if (page.length === 0) return all;
      all.push(...page);
    }
  }

  /** What another service told. */
  async hears({ stream, id, type, data, meta }: StoredEvent): Promise<void> {
    await this.#platform.events.append({ stream, expected: 'any', events: [{ id, type, data, meta }] });
  }

  /** Waits until a proof after now finds ledger and server to be one. */
  async proved(after = 0): Promise<StoredEvent> {
    return until(
      async () => {
        const proofs = (await this.told(AccountReconciled)).filter(({ position }) => position > after);
        return proofs.find((event) => AccountReconciled.is(event) && event.data.complete);
      },
      { within: 20_000, every: 50, what: 'a proof that all is complete' },
    );
  }

  /** How many messages were announced, each once. */
  async announced(): Promise<{ readonly events: number; readonly messages: number; readonly live: number }> {
    const observed = await this.told(MessageObserved);
    const ids = new Set(observed.flatMap((event) => (MessageObserved.is(event) ? [event.data.messageId] : [])));
    return {
      events: observed.length,
      messages: ids.size,
      live: observed.filter(({ meta }) => meta.origin === 'live').length,
    };
  }

  /** UIDs of the ledger's lines in a folder, by what became of them. */
  lines(path: string): Promise<LedgerLines> {
    return readLines(this.rows, this.accountId, path);
  }

  /** Waits until the ledger's lines of a folder are these. */
  async becomes(path: string, lines: LedgerLines): Promise<void> {
    let last: unknown;
    const isSo = async (): Promise<boolean> => {
      last = await this.lines(path);
      return isDeepStrictEqual(last, lines);
    };
    await until(isSo, { within: 15_000, every: 30, what: `the ledger of ${path}` }).catch(() =>
      expect(last).toEqual(lines),
    );
  }

  async call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#secret}`,
        'mailfold-act-as': OWNER,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return JSON.parse(await response.text());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#stack.disposeAsync();
  }

  #newService(): Service {
    const way = { logins: this.#logins, onSession: (session: MailSession) => this.sessions.push(session) };
    return createIngest(this.#platform, { ...ingestParts(way, this.#options), blobs: this.blobs });
  }
}

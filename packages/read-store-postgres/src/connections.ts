import pg from 'pg';
import { valueTypes } from './codec.ts';
import type { Patience } from './patience.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`; or the parts below. */
  readonly url?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  /** Default 10, and one more while anybody listens. */
  readonly maxConnections?: number;
  /** How long a call waits for a server that is away before it rejects; default 30,000. */
  readonly patienceMs?: number;
}

/** How to reach the server, and sessions that speak UTC. */
export const clientConfig = (options: PostgresOptions): pg.ClientConfig => ({
  ...(options.url === undefined ? {} : { connectionString: options.url }),
  ...(options.host === undefined ? {} : { host: options.host }),
  ...(options.port === undefined ? {} : { port: options.port }),
  ...(options.user === undefined ? {} : { user: options.user }),
  ...(options.password === undefined ? {} : { password: options.password }),
  ...(options.database === undefined ? {} : { database: options.database }),
  application_name: 'mailfold',
  // The planner's just-in-time compiler costs more than any of our statements.
  options: '-c TimeZone=UTC -c DateStyle=ISO -c jit=off',
  keepAlive: true,
  // Statements are sent without waiting for the answers to those before: who needs no answer between them saves the round trips.
  pipeline: true,
  connectionTimeoutMillis: 10_000,
  types: valueTypes,
});

/** A pool that waits while the server is away. */
export class Connections {
  readonly #pool: pg.Pool;
  readonly #patience: Patience;

  constructor(options: PostgresOptions, patience: Patience) {
    this.#patience = patience;
    this.#pool = new pg.Pool({
      ...clientConfig(options),
      max: options.maxConnections ?? 10,
      idleTimeoutMillis: 60_000,
      allowExitOnIdle: true,
    });
    // A connection that breaks leaves the pool by itself, and the statement in hand or the next one tells. Without
    // listeners the event would end the process.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Takes a connection, again and again while the server is away and patience lasts. */
  take(): Promise<pg.PoolClient> {
    return this.#patience.spend('connecting to PostgreSQL', () => this.#pool.connect());
  }

  async close(): Promise<void> {
    if (!this.#pool.ending) await this.#pool.end();
  }
}

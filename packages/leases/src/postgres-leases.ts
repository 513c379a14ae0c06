import { type Clock, systemIds } from '@mailfold/kernel';
import { migrate, type ReadStore } from '@mailfold/read-store';
import type { Logger } from '@mailfold/telemetry';
import { KeptShare } from './kept-share.ts';
import type { Leases, Share, ShareOptions } from './leases.ts';
import { leaseMigrations } from './migrations.ts';
import { channelOf, PostgresClaims } from './postgres-claims.ts';

export interface PostgresLeasesOptions {
  readonly rows: ReadStore;
  readonly log: Logger;
  /** How long a process may give no sign of life before others take what it holds; default 10 s. */
  readonly ttlMs?: number;
  /** For tests; default the database's. */
  readonly clock?: Clock;
}

const TTL_MS = 10_000;
/** Signs of life within one lease. */
const BEATS = 4;
/** The part of a lease after which its holder ends the work, before others may begin. */
const GIVE_UP_AFTER = 0.8;

/** Leases in PostgreSQL, for processes that share the database. */
export class PostgresLeases implements Leases {
  readonly #options: PostgresLeasesOptions;

  private constructor(options: PostgresLeasesOptions) {
    this.#options = options;
  }

  /** Brings the schema up to date. */
  static async create(options: PostgresLeasesOptions): Promise<PostgresLeases> {
    await migrate(options.rows, leaseMigrations);
    return new PostgresLeases(options);
  }

  async share(options: ShareOptions): Promise<Share> {
    const { rows, log, clock, ttlMs = TTL_MS } = this.#options;
    const member = systemIds.next();
    const claims = new PostgresClaims({ rows, pool: options.pool, member, ttlMs, clock });
    const share = new BeatingShare(options, claims, log, ttlMs);
    await share.begin(await rows.listen(channelOf(options.pool), (payload) => share.notified(payload, member)));
    return share;
  }
}

/** A share that renews its leases by the clock, and ends its work when that fails for too long. */
class BeatingShare extends KeptShare {
  readonly #ttlMs: number;
  #listening: AsyncDisposable | undefined;
  #beat: NodeJS.Timeout | undefined;
  #deadline: NodeJS.Timeout | undefined;

  constructor(options: ShareOptions, claims: PostgresClaims, log: Logger, ttlMs: number) {
    super(options, claims, log);
    this.#ttlMs = ttlMs;
  }

  async begin(listening: AsyncDisposable): Promise<void> {
    this.#listening = listening;
    this.#beat = setInterval(() => void this.round().catch(() => undefined), this.#ttlMs / BEATS).unref();
    await Promise.allSettled(await this.round());
  }

  override async round(): Promise<readonly Promise<void>[]> {
    // From before it was asked: the database's time cannot be earlier.
    const asked = performance.now();
    const changes = await super.round();
    clearTimeout(this.#deadline);
    const left = this.#ttlMs * GIVE_UP_AFTER - (performance.now() - asked);
    this.#deadline = setTimeout(() => void this.lose(), Math.max(0, left)).unref();
    return changes;
  }

  /** An empty payload: some may have been missed. */
  notified(payload: string, self: string): void {
    const word: { kind?: string; from?: string; resource?: string; word?: string } =
      payload === '' ? { kind: 'look' } : JSON.parse(payload);
    if (word.from === self) return;
    if (word.kind === 'tell') void this.hear(word.resource ?? '', word.word ?? '');
    else void this.round().catch(() => undefined);
  }

  override async stop(): Promise<void> {
    clearInterval(this.#beat);
    await super.stop();
    clearTimeout(this.#deadline);
    await this.#listening?.[Symbol.asyncDispose]();
  }
}

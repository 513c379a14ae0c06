import pg from 'pg';
import { clientConfig, type PostgresOptions } from './connections.ts';
import type { Patience } from './patience.ts';

type OnNotify = (payload: string) => void;

const HEARTBEAT_MS = 30_000;

/** One connection for all channels; it comes back by itself and then calls everybody, as notifications may be missed. */
export class Listener {
  readonly #options: PostgresOptions;
  readonly #patience: Patience;
  readonly #channels = new Map<string, Set<OnNotify>>();
  #session: Promise<pg.Client> | undefined;
  #missedSome = false;
  #comingBack = false;

  constructor(options: PostgresOptions, patience: Patience) {
    this.#options = options;
    this.#patience = patience;
  }

  /** Resolves when notifications are heard. */
  async listen(channel: string, onNotify: OnNotify): Promise<AsyncDisposable> {
    const callbacks = this.#channels.get(channel) ?? new Set<OnNotify>();
    this.#channels.set(channel, callbacks.add(onNotify));
    await this.#patience.spend('listening', async () => {
      const client = await this.#connected();
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
    });
    return {
      [Symbol.asyncDispose]: () => {
        callbacks.delete(onNotify);
        return Promise.resolve();
      },
    };
  }

  async close(): Promise<void> {
    const client = await this.#session?.catch(() => undefined);
    await client?.end().catch(() => undefined);
  }

  #connected(): Promise<pg.Client> {
    if (this.#session !== undefined) return this.#session;
    const session = this.#connect();
    this.#session = session;
    const forget = (): void => {
      if (this.#session === session) this.#session = undefined;
    };
    const lost = (): void => {
      forget();
      void this.#comeBack();
    };
    session.then((client) => client.once('end', lost), forget);
    return session;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...clientConfig(this.#options), pipeline: false });
    client.on('notification', ({ channel, payload }) => this.#call(channel, payload ?? ''));
    client.on('error', () => undefined);
    await client.connect();
    for (const channel of this.#channels.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    this.#beat(client);
    this.#callAllIfSomeWereMissed();
    return client;
  }

  // A peer that vanished without a word is only noticed by talking to it.
  #beat(client: pg.Client): void {
    const timer = setInterval(() => void client.query('select 1').catch(() => client.end()), HEARTBEAT_MS);
    timer.unref();
    client.once('end', () => clearInterval(timer));
  }

  /** Whoever else wants the session meanwhile may be the first to have it again. */
  async #comeBack(): Promise<void> {
    this.#missedSome = true;
    if (this.#comingBack) return;
    this.#comingBack = true;
    for (let attempt = 1; !this.#patience.closed && !(await this.#isConnected()); attempt += 1)
      await this.#patience.pause(attempt);
    this.#comingBack = false;
  }

  #isConnected(): Promise<boolean> {
    return this.#connected().then(
      () => true,
      () => false,
    );
  }

  #call(channel: string, payload: string): void {
    for (const onNotify of this.#channels.get(channel) ?? []) onNotify(payload);
  }

  #callAllIfSomeWereMissed(): void {
    if (!this.#missedSome) return;
    this.#missedSome = false;
    for (const channel of this.#channels.keys()) this.#call(channel, '');
  }
}

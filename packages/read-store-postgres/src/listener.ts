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
    this.#session ??= this.#connect().catch((thrown: unknown) => {
      this.#session = undefined;
      throw thrown;
    });
    return this.#session;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(clientConfig(this.#options));
    client.on('notification', ({ channel, payload }) => this.#call(channel, payload ?? ''));
    client.on('error', () => undefined);
    await client.connect();
    client.once('end', () => void this.#comeBack());
    for (const channel of this.#channels.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    this.#beat(client);
    return client;
  }

  // A peer that vanished without a word is only noticed by talking to it.
  #beat(client: pg.Client): void {
    const timer = setInterval(() => void client.query('select 1').catch(() => client.end()), HEARTBEAT_MS);
    timer.unref();
    client.once('end', () => clearInterval(timer));
  }

  async #comeBack(): Promise<void> {
    this.#session = undefined;
    for (let attempt = 1; !this.#patience.closed; attempt += 1) {
      const back = await this.#connected().then(
        () => true,
        () => false,
      );
      if (back) return this.#callAll();
      await this.#patience.pause(attempt);
    }
  }

  #call(channel: string, payload: string): void {
    for (const onNotify of this.#channels.get(channel) ?? []) onNotify(payload);
  }

  #callAll(): void {
    for (const channel of this.#channels.keys()) this.#call(channel, '');
  }
}

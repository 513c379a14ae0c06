import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { clientConfig } from '../connections.ts';
import { isAway } from '../failure.ts';

// Taken in the database `postgres`, which nothing else of ours uses.
const LOCK = 7_238_114;
const ASK_EVERY_MS = 50;
// A session outlives its process by the moment that the server needs to notice.
const HELD_WITHIN_MS = 2_000;

/**
 * The session that holds a cluster: its advisory lock goes with our process, however it ends, so whoever gets the lock
 * knows that no other process uses the cluster.
 */
export class Ownership {
  readonly #url: string;
  #client: pg.Client | undefined;
  #released = false;

  private constructor(url: string) {
    this.#url = url;
  }

  /** Undefined when another process holds it; waits for a server that is still starting. */
  static async take(url: string, connectWithinMs = 15_000): Promise<Ownership | undefined> {
    const ownership = new Ownership(url);
    const began = performance.now();
    for (; ; await delay(ASK_EVERY_MS)) {
      const waited = performance.now() - began;
      const outcome = await ownership.#ask().catch((thrown: unknown) => {
        if (!isAway(thrown) || waited > connectWithinMs) throw thrown;
        return 'away';
      });
      if (outcome === 'held') return ownership;
      if (outcome === 'taken' && waited > HELD_WITHIN_MS) return undefined;
    }
  }

  async release(): Promise<void> {
    this.#released = true;
    await this.#client?.end().catch(() => undefined);
  }

  async #ask(): Promise<'held' | 'taken'> {
    const client = new pg.Client(clientConfig({ url: this.#url }));
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ held: boolean }>(`select pg_try_advisory_lock(${LOCK}) as held`);
    if (rows[0]?.held !== true) {
      await client.end();
      return 'taken';
    }
    this.#client = client;
    client.once('end', () => void this.#takeAgain());
    return 'held';
  }

  // The server went down and comes back: nobody else can have asked for it in between but with our password.
  async #takeAgain(): Promise<void> {
    while (!this.#released) {
      const outcome = await this.#ask().catch(() => 'away');
      if (outcome === 'held') break;
      await delay(ASK_EVERY_MS, undefined, { ref: false });
    }
    if (this.#released) await this.#client?.end().catch(() => undefined);
  }
}

import type { Logger } from '@mailfold/telemetry';
import type { Claimed, Claims } from './claims.ts';
import { Holding } from './holding.ts';
import type { Fence, Share, ShareOptions, Wanted } from './leases.ts';

/** What a round began or ended, on its way. */
type Changes = readonly Promise<void>[];

/** Brings the work in line with what is claimed, again and again. */
export class KeptShare implements Share {
  readonly #options: ShareOptions;
  readonly #claims: Claims;
  readonly #log: Logger;
  readonly #holdings = new Map<string, Holding>();
  #last: Promise<unknown> = Promise.resolve();
  #next: Promise<Changes> | undefined;
  #stopped = false;

  constructor(options: ShareOptions, claims: Claims, log: Logger) {
    this.#options = options;
    this.#claims = claims;
    this.#log = log;
  }

  get resources(): readonly string[] {
    return [...this.#holdings.values()].filter(({ isEnding }) => !isEnding).map(({ resource }) => resource);
  }

  async look(): Promise<void> {
    await this.#claims.announce({ kind: 'look' });
    await Promise.all(await this.round());
  }

  async tell(resource: string, word: string): Promise<void> {
    // Where nobody holds it yet, somebody may by the next round, and its work begins with a look at everything.
    if (!this.resources.includes(resource)) await Promise.all(await this.round());
    await this.hear(resource, word);
    await this.#claims.announce({ kind: 'tell', resource, word });
  }

  /** Told by another process, or by this one. */
  async hear(resource: string, word: string): Promise<void> {
    await this.#holdings.get(resource)?.tell(word);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#endAll();
    await this.#last.catch(() => undefined);
    // What a round that was under way has begun.
    await this.#endAll();
    await this.#claims.leave();
  }

  /** The leases could not be renewed: others may have them by now. */
  async lose(): Promise<void> {
    if (this.#holdings.size === 0) return;
    this.#log.warn('leases were not renewed in time, so their work ends here', { pool: this.#options.pool });
    await this.#endAll();
  }

  /** Renews, claims, and begins and ends work by it. One at a time; who asks while one is under way shares the next. */
  round(): Promise<Changes> {
    this.#next ??= this.#last
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.#stopped ? [] : this.#round();
      });
    this.#last = this.#next;
    return this.#next;
  }

  async #round(): Promise<Changes> {
    const wanted = await this.#options.wanted();
    const changes = this.#bringInLine(wanted, await this.#claims.claim(wanted));
    // Those who wait for them are told; a round by the clock has nobody who waits.
    for (const change of changes) {
      change.catch((error: unknown) => {
        this.#log.warn('the work of a resource was not begun; it is tried again', { pool: this.#options.pool, error });
      });
    }
    return changes;
  }

  #bringInLine(wanted: readonly Wanted[], { mine, surplus }: Claimed): Changes {
    const changes: Promise<void>[] = [];
    for (const holding of this.#holdings.values()) {
      if (!mine.has(holding.resource)) changes.push(this.#end(holding));
    }
    for (const resource of surplus) changes.push(this.#handOver(resource));
    for (const one of wanted) {
      if (mine.has(one.resource) && !surplus.has(one.resource)) changes.push(this.#keep(one, mine.get(one.resource)));
    }
    return changes;
  }

  /** Begins it, or begins it anew where it has changed since, or was another's meanwhile. */
  async #keep(wanted: Wanted, fence: Fence): Promise<void> {
    const { resource, version = 0 } = wanted;
    for (let known = this.#holdings.get(resource); known !== undefined; known = this.#holdings.get(resource)) {
      if (!known.isEnding && known.version >= version && known.fence === fence) return;
      await this.#end(known);
    }
    if (this.#stopped) return;
    const holding = new Holding(wanted, fence, this.#options.begin(wanted, fence));
    this.#holdings.set(resource, holding);
    try {
      await holding.begun;
    } catch (thrown) {
      this.#forget(holding);
      throw thrown;
    }
  }

  async #handOver(resource: string): Promise<void> {
    const known = this.#holdings.get(resource);
    if (known !== undefined) await this.#end(known);
    // Kept again meanwhile.
    if (this.#holdings.has(resource)) return;
    await this.#claims.release([resource]);
    await this.#claims.announce({ kind: 'look' });
  }

  async #end(holding: Holding): Promise<void> {
    try {
      await holding.end();
    } finally {
      this.#forget(holding);
    }
  }

  #forget(holding: Holding): void {
    if (this.#holdings.get(holding.resource) === holding) this.#holdings.delete(holding.resource);
  }

  async #endAll(): Promise<void> {
    await Promise.allSettled([...this.#holdings.values()].map((holding) => this.#end(holding)));
  }
}

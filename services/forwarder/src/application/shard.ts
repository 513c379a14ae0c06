import type { EventStore } from '@mailfold/event-store';
import { backoff, isMailfoldError, pause } from '@mailfold/kernel';
import type { Logger } from '@mailfold/telemetry';
import { nameOf, type Share } from '../domain/share.ts';
import { Holding } from './holding.ts';
import type { Limits } from './outgoing.ts';
import type { Connect, Publisher } from './publisher.ts';
import { relay } from './relay.ts';
import type { Held, ShardRows } from './shard-rows.ts';

export interface ShardParts {
  readonly events: EventStore;
  readonly rows: ShardRows;
  readonly connect: Connect;
  readonly isOff: ReadonlySet<string>;
  readonly limits: Limits;
  /** Between two signs of life, and between two looks at a shard that another process has. */
  readonly beatMs: number;
  readonly log: Logger;
}

const RETRY = backoff({ initialMs: 100, maxMs: 5_000, factor: 2 });

/**
 * One shard, published by this process whenever no other one does. A turn takes the shard, connects (which fences off whoever had it),
 * looks up how far it came, and publishes from there; whatever fails ends the turn, gives the shard back, and the next turn begins anew.
 */
export class Shard {
  readonly share: Share;
  readonly #parts: ShardParts;
  readonly #ending = new AbortController();
  #holding: Holding | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(share: Share, parts: ShardParts) {
    this.share = share;
    this.#parts = parts;
  }

  /** Published up to here; undefined while the shard is another's. */
  get position(): number | undefined {
    return this.#holding?.position;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when the transaction in hand has ended; nothing is published afterwards. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    for (let failures = 0; !signal.aborted;) {
      try {
        const had = await this.#turn(() => (failures = 0));
        if (!had) await pause(this.#parts.beatMs, signal);
      } catch (thrown) {
        failures += 1;
        this.#tell(thrown);
        await pause(RETRY(failures), signal);
      }
    }
  }

  /** False when the shard is another's. */
  async #turn(began: () => void): Promise<boolean> {
    const { rows, connect, beatMs, log } = this.#parts;
    const held = await rows.take(this.share);
    if (held === undefined) return false;
    await using holding = new Holding(rows, held, beatMs);
    await using publisher = await connect(`mailfold.forwarder.${held.name}`);
    holding.reached(await markedPosition(publisher, held));
    // Taken over while it connected: whom it fenced off takes the shard again, and it lets go.
    if (!(await holding.keep())) return false;
    began();
    log.info('a shard is published from here', { shard: held.name, epoch: held.epoch, position: holding.position });
    this.#holding = holding;
    try {
      await this.#relay(held, holding, publisher);
    } finally {
      this.#holding = undefined;
    }
    return !holding.lost.aborted;
  }

  async #relay(held: Held, holding: Holding, publisher: Publisher): Promise<void> {
    const { events, isOff, limits } = this.#parts;
    const signal = AbortSignal.any([this.#ending.signal, holding.lost]);
    const markOf = (position: number): string => `${held.series} ${position}`;
    await relay({ share: this.share, events, holding, publisher, isOff, limits, markOf }, holding.position, signal);
  }

  #tell(thrown: unknown): void {
    const { log } = this.#parts;
    const shard = nameOf(this.share);
    if (isMailfoldError(thrown, 'message-bus/fenced')) log.warn('a shard was taken over', { shard });
    else log.error('a shard is not published; it is tried again', { shard, error: thrown });
  }
}

/** Kafka's own word on how far the shard is, where it is of the same life of the shard's row; 0 where there is none. */
const markedPosition = async (publisher: Publisher, { series }: Held): Promise<number> => {
  const [ofSeries, position] = (await publisher.lastMark())?.split(' ') ?? [];
  return ofSeries === series ? Number(position) : 0;
};

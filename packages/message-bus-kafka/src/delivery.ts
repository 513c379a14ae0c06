import type { StoredEvent } from '@mailfold/event-store';
import type { SubscribeOptions } from '@mailfold/message-bus';
import { Hand } from './hand.ts';
import type { Member } from './member.ts';
import type { Partition } from './partition.ts';

export interface DeliveryParts {
  readonly member: Member;
  readonly maxBatch: number;
  readonly ripe: SubscribeOptions['ripe'];
  /** Told of each batch that was taken. */
  readonly finished: () => void;
  /** Told of what a group's own `ripe` throws. */
  readonly failed: (thrown: unknown) => void;
  readonly partitions: () => Iterable<Partition>;
  /** Aborts when the partitions are to be let go. */
  readonly signal: () => AbortSignal;
}

/** Hands on what is due, one batch at a time: when it comes, and what waited when its time is over. */
export class Delivery {
  readonly hand = new Hand();
  readonly #parts: DeliveryParts;
  #timer: NodeJS.Timeout | undefined;
  #changed = Promise.withResolvers<void>();

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** What is due of a partition, when what is in hand is done. */
  soon(partition: Partition, signal: AbortSignal): void {
    this.inHand(() => this.#deliver(partition, signal));
  }

  /** Nobody waits for it; the handler's own failures are dealt with already. */
  inHand(work: () => Promise<void>): void {
    this.hand.do(work).catch(this.#parts.failed);
  }

  async #deliver(partition: Partition, signal: AbortSignal): Promise<void> {
    const { member, finished, maxBatch, ripe } = this.#parts;
    for (;;) {
      const events: readonly StoredEvent[] = partition.due(maxBatch, ripe);
      if (events.length === 0) break;
      if (!(await member.deliver(events, signal))) return;
      partition.finish(events);
      this.changed();
      finished();
      if (signal.aborted) return;
    }
    finished();
    this.#wakeLater();
  }

  /**
   * Resolves when no more than so many events of all partitions wait to be handled, or when the signal aborts.
   * @param orFailing or when what is in hand is rejected again and again
   */
  async room(most: number, signal: AbortSignal, orFailing: boolean): Promise<void> {
    const isOver = (): boolean => this.hasRoom(most) || signal.aborted || (orFailing && this.#parts.member.isFailing);
    const aborted = (): void => this.changed();
    signal.addEventListener('abort', aborted);
    while (!isOver()) await this.#changed.promise;
    signal.removeEventListener('abort', aborted);
  }

  hasRoom(most: number): boolean {
    let due = 0;
    for (const partition of this.#parts.partitions()) due += partition.dueCount;
    return due <= most;
  }

  /** A batch was taken or rejected. */
  changed(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  /** Resolves when nothing is in hand any more; what waits is not delivered. */
  async free(): Promise<void> {
    clearTimeout(this.#timer);
    await this.hand.free();
    clearTimeout(this.#timer);
  }

  /** For what waits, whether or not anything follows it. */
  #wakeLater(): void {
    clearTimeout(this.#timer);
    const patience = [...this.#parts.partitions()].flatMap(({ patienceMs }) => patienceMs ?? []);
    if (patience.length > 0) this.#timer = setTimeout(() => this.#look(), Math.min(...patience));
  }

  #look(): void {
    const signal = this.#parts.signal();
    this.inHand(async () => {
      for (const partition of this.#parts.partitions()) {
        if (signal.aborted) return;
        partition.look();
        await this.#deliver(partition, signal);
      }
    });
  }
}

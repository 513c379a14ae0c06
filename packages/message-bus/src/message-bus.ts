import type { StoredEvent } from '@mailfold/event-store';

/** Events in order; those of one key (`keyOf`) are in the store's order, each batch after the one before. */
export interface Batch {
  readonly events: readonly StoredEvent[];
  /** Everything of these keys up to here has been delivered to this group, this batch included. */
  readonly position: number;
}

/**
 * How many of the events in hand are best handled now: the ones after them may be kept back for a moment, until what is about to follow from
 * them has come, too. A hint: they come in any case, in their order, whether or not anything follows. Pure.
 */
export type Ripe = (events: readonly StoredEvent[]) => number;

export interface SubscribeOptions {
  /** `<service>.<processor>`. Members of one group share the keys between them. */
  readonly group: string;
  /**
   * Called for one batch at a time (no second call before the first has settled, which is the back-pressure). When it
   * resolves, the batch is finished. When it rejects, the same events come again after a back-off, perhaps cut into
   * other batches; so do the last ones after a crash: what was applied is the handler's to know, the bus's own place is
   * only a hint where to resume.
   */
  readonly handle: (batch: Batch) => Promise<void>;
  /** Where to begin when the bus knows no place for the group yet; default 0. */
  readonly from?: number;
  /** Most events in a batch; default 1,000. */
  readonly maxBatch?: number;
  /** A group with nothing to do gets new events so much later, in one batch with what came meanwhile; default 0. */
  readonly lingerMs?: number;
  /** Default: all are. */
  readonly ripe?: Ripe;
}

/** How far a group is behind, in the keys that this process has. */
export interface Lag {
  /** That it has not finished. */
  readonly events: number;
  /** How long ago the oldest of them was recorded; 0: none. */
  readonly seconds: number;
}

export interface Subscription extends AsyncDisposable {
  /** How far this group has finished all events that reached this process, over all keys: for people who want to know where it stands. */
  readonly position: number;
  /**
   * Up to here everything of the key is finished by this group, whatever its other keys do; 0 where another process has the key. On a bus
   * of partitions it is that of the key's partition.
   */
  finished(key: string): number;
  /**
   * Only where the bus counts events by itself; else the store's head says how far `position` is behind. Undefined: not known now, since
   * the bus is away or is giving out the keys.
   */
  lag?(): Lag | undefined;
  /** Resolves after the batch in hand is finished; nothing is delivered afterwards. */
  stop(): Promise<void>;
}

export interface DeadLetter {
  readonly group: string;
  readonly event: StoredEvent;
  /** In words, with an error code. */
  readonly reason: string;
}

/** Events by consumer group, at least once. The event store is the truth; the bus is a copy of it. */
export interface MessageBus extends AsyncDisposable {
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /**
   * The same for the groups of one process, which a bus may feed from one reading: each keeps its own pace and place, and who fails does not
   * hold up the others. Processes share the keys between them only if all name the same groups.
   * @param member what these processes are called together: the service
   * @returns a subscription for each, in their order
   */
  subscribeTogether(member: string, all: readonly SubscribeOptions[]): Promise<readonly Subscription[]>;
  /**
   * For whoever writes much: resolves when the groups of this process are not far behind the position, so that they are served
   * what is still in memory; at once where groups live elsewhere, and after a while in any case.
   */
  keepPace(position: number): Promise<void>;
  /** Tells outsiders of a parked event; idempotent per group and event. The processor's parked table is the truth. */
  copyDeadLetter(letter: DeadLetter): Promise<void>;
}

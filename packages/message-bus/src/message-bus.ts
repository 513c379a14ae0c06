import type { StoredEvent } from '@mailfold/event-store';

/** Events in order; those of one key (`keyOf`) are in the store's order, each batch after the one before. */
export interface Batch {
  readonly events: readonly StoredEvent[];
  /** Everything of these keys up to here has been delivered to this group, this batch included. */
  readonly position: number;
}

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
}

export interface Subscription extends AsyncDisposable {
  /** How far this group has finished all events, over all keys. */
  readonly position: number;
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
  /** Tells outsiders of a parked event; idempotent per group and event. The processor's parked table is the truth. */
  copyDeadLetter(letter: DeadLetter): Promise<void>;
}

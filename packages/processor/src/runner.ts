import type { EventStore, StoredEvent } from '@mailfold/event-store';
import type { Clock } from '@mailfold/kernel';
import type { Batch, MessageBus, Ripe } from '@mailfold/message-bus';
import type { ReadStore } from '@mailfold/read-store';

/** What a runner works with; a service's platform fits as it is. */
export interface ProcessorDeps {
  readonly events: EventStore;
  readonly rows: ReadStore;
  readonly clock: Clock;
  /** Is given a copy of each parked event. */
  readonly bus?: Pick<MessageBus, 'copyDeadLetter'>;
}

/** Applies batches of one consumer group, each event once. */
export interface Runner {
  /** The consumer group, and the name of the applied positions. */
  readonly name: string;
  /** Brings the tables up to date; call it before the first batch. */
  start(): Promise<void>;
  /**
   * Resolves when everything of the batch is applied or parked; what was applied before is skipped. Rejects with a
   * retryable error when the same events have to come again.
   */
  handle(batch: Batch): Promise<void>;
  /** Tries the parked events of a key again, in order, until one fails. */
  retryParked(key: string): Promise<Retried>;
  /** Drops one parked event for good, then tries those behind it. */
  discardParked(key: string, position: number): Promise<Retried>;
  /** Where to begin on a bus that does not know the group yet; default: the beginning of the log. */
  readonly beginAfter?: number;
  /** Of the consumer group's subscription, as `ripe` is. */
  readonly lingerMs?: number | undefined;
  readonly ripe?: Ripe | undefined;
  /** Whether it does anything for events of this type; default: for all. */
  concerns?(event: Pick<StoredEvent, 'type'>): boolean;
  /** Told by the bus glue: how far the group has come with a key. */
  follow?(finished: (key: string) => number): void;
}

export interface Retried {
  readonly applied: number;
  /** Still parked. */
  readonly parked: number;
}

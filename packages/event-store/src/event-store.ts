import type { Sql } from '@mailfold/read-store';
import type { NewEvent, StoredEvent } from './events.ts';

/** `none`: the stream must not exist (so does -1) · `exists`: it must · a number: the revision of its last event. */
export type ExpectedRevision = 'any' | 'none' | 'exists' | number;

export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

export interface Appended {
  /** Revision of the last event of this append. */
  readonly revision: number;
  /** Position of the last event of this append. */
  readonly position: number;
}

export interface ReadStreamOptions {
  /** First revision to read; default 0 forwards, the last backwards. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  /** Default 1,000. */
  readonly max?: number;
}

export interface EventFilter {
  /** Full types, or contexts as `threading.`; empty or absent means all. */
  readonly types?: readonly string[];
  readonly tenantId?: string;
}

export interface ReadAllOptions {
  /** Events after this position; 0 is before the first. */
  readonly after: number;
  readonly filter?: EventFilter;
  /** Default 1,000. */
  readonly max?: number;
}

export type FeedItem =
  | { readonly kind: 'events'; readonly events: readonly StoredEvent[] }
  /**
   * Everything up to here was read: sent each time that the end of the store is reached again, also when nothing
   * matched. `position`: how far the store was read.
   */
  | { readonly kind: 'caught-up'; readonly position: number };

/** What an adapter can do; what is declared is tested by the contract suite, what is not is listed in its README. */
export interface EventStoreCapabilities {
  /** An acknowledged append survives a kill of the store. */
  readonly durable: boolean;
  /** `appendMany` is all or nothing over several streams. */
  readonly atomicStreams: boolean;
  /** `any` with known event ids is a success that changes nothing. */
  readonly idempotentAny: boolean;
  /** `appendWithin` joins the caller's SQL transaction. */
  readonly sharedTransactions: boolean;
  /**
   * An event id that lies anywhere else in the log is refused. Without it only the places where an append would go are
   * looked at; ids that are made from their cause never need more.
   */
  readonly uniqueIds: boolean;
  /** Positions are numbers: the difference of two is how many events lie between, but for a few that were given up. Default `false`. */
  readonly positionsCount?: boolean;
}

/**
 * The truth. Streams of immutable events in one total order.
 *
 * Appending ids that are already there, at the places where they would go, succeeds and changes nothing (also after a
 * lost answer). For a revision or `none` these places are exact; for `any` and `exists` all ids somewhere in the stream
 * will do, and only some of them there is a conflict. The content compared is type and data, as decoded.
 *
 * Errors: `event-store/conflict` (another revision; retry never: fold and decide again), `event-store/id-reused` (same
 * id with other content; with `uniqueIds` also at another place), `event-store/too-large`, `event-store/invalid` (no events, no UUID, not a
 * name), `event-store/unavailable` (backoff; nothing is known to be appended, repeat the same append).
 */
export interface EventStore extends AsyncDisposable {
  readonly capabilities: EventStoreCapabilities;
  append(append: Append): Promise<Appended>;
  /** In the given order. Not atomic where `atomicStreams` is false: then a prefix may have been appended when it rejects. */
  appendMany(appends: readonly Append[]): Promise<Appended[]>;
  /**
   * Appends as the last step of the caller's transaction: nothing but the commit may follow, since other writers wait.
   * Not in a transaction with `snapshot`. When it rejects, the transaction can only be rolled back.
   * Present only with `sharedTransactions`, and only for a `Sql` of the same database.
   */
  appendWithin?(sql: Sql, appends: readonly Append[]): Promise<Appended[]>;
  /** Empty for a stream that does not exist. */
  readStream(stream: string, options?: ReadStreamOptions): Promise<StoredEvent[]>;
  readAll(options: ReadAllOptions): Promise<StoredEvent[]>;
  /** The position of the last event; 0 for an empty store. */
  head(): Promise<number>;
  /**
   * Every matching event after the position, once, in order, then live ones as they come. Never ends because the store
   * was away: it waits and resumes. Ends when `signal` aborts. Reads ahead by a bounded number of events only.
   *
   * `lingerMs`: who had read everything gets new events so much later, together with what came meanwhile; default 0.
   */
  subscribeAll(options: {
    readonly after: number;
    readonly filter?: EventFilter;
    readonly lingerMs?: number;
    readonly signal: AbortSignal;
  }): AsyncIterable<FeedItem>;
}

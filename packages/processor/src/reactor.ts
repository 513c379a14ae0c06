import type { StoredEvent } from '@mailfold/event-store';

/** A consumer without a stream of its own: it tells other runners, by commands whose ids are made of the event. */
export interface Reactor {
  /** `<service>.<processor>`: the consumer group. */
  readonly name: string;
  /** Types it follows, with version. Others are skipped; an unknown version of one of these is parked. */
  readonly handles: readonly string[];
  /**
   * Events of one key, in order. May be called again with the same events, cut otherwise: everything it does must be
   * idempotent. When it resolves they count as applied.
   */
  react(key: string, events: readonly StoredEvent[]): Promise<void>;
}

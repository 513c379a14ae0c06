import type { EventFilter } from '../event-store.ts';
import type { SizedEvent } from './recent-events.ts';

export interface PageRequest {
  readonly after: number;
  readonly filter?: EventFilter | undefined;
  readonly max: number;
}

/** What a feed needs of a store whose readers never step over an event that commits late. */
export interface FeedSource {
  /** Matching events in order. Fewer than `max` means that the end was reached. */
  page(request: PageRequest): Promise<readonly SizedEvent[]>;
  head(): Promise<number>;
  /**
   * Calls back soon after each commit, by whichever process, with the position where it is known; may call without
   * reason.
   */
  watch(wake: (position?: number) => void): Promise<AsyncDisposable>;
}

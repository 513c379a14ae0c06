import type { ReadStore } from '@mailfold/read-store';
import type { EventCodec } from '../codec.ts';
import type { EventStore, EventStoreCapabilities } from '../event-store.ts';
import type { Upcasters } from '../upcasters.ts';

export interface OpenFixture {
  readonly codec?: EventCodec;
  readonly upcasters?: Upcasters;
}

export interface EventStoreFixture extends AsyncDisposable {
  readonly store: EventStore;
  /**
   * Another store over the same log, as another process would have it; closed by whoever asked for it. Required of a
   * durable store; one in memory gives itself.
   */
  readonly another: (options?: OpenFixture) => Promise<EventStore>;
  /** The SQL database that `appendWithin` shares; required with `sharedTransactions`. */
  readonly rows?: ReadStore;
  /** Kills the store as `kill -9` does, and resolves when it is back; required of a durable store. */
  readonly kill?: () => Promise<void>;
}

export interface EventStoreUnderTest {
  readonly name: string;
  readonly capabilities: EventStoreCapabilities;
  /** Why nobody here can kill the store, as with a server of somebody else's: then E1 is told as not run. */
  readonly notKillable?: string;
  /** A log that nobody else writes to; it may hold what was written before. */
  readonly open: (options?: OpenFixture) => Promise<EventStoreFixture>;
}

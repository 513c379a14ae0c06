import type { ReadStore } from '../read-store.ts';

export interface ReadStoreFixture extends AsyncDisposable {
  readonly store: ReadStore;
  /** Another store over the same database, as another process would have it; closed by whoever asked for it. */
  readonly another: () => Promise<ReadStore>;
  /** Kills the database as `kill -9` does, and resolves when it is back. */
  readonly kill?: () => Promise<void>;
}

export interface ReadStoreUnderTest {
  readonly name: string;
  /** An empty database. */
  readonly open: () => Promise<ReadStoreFixture>;
}

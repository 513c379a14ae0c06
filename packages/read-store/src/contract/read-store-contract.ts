import type { ReadStore } from '../read-store.ts';
import { absenceFacts } from './absence.ts';
import { migrationFacts } from './migrations.ts';
import { notificationFacts } from './notifications.ts';
import { transactionFacts } from './transactions.ts';
import { valueFacts } from './values.ts';

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

/** What everybody who writes to `ReadStore` may rely on. */
export function readStoreContract({ name, open }: ReadStoreUnderTest): void {
  describe(`${name} as a read store`, () => {
    let fixture: ReadStoreFixture | undefined;
    const current = (): ReadStoreFixture => {
      if (fixture === undefined) throw new Error('the read store was not opened');
      return fixture;
    };
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture?.[Symbol.asyncDispose]());

    valueFacts(current);
    transactionFacts(current);
    notificationFacts(current);
    migrationFacts(current);
    absenceFacts(current);
  });
}

import { absenceFacts } from './absence.ts';
import type { ReadStoreFixture, ReadStoreUnderTest } from './fixture.ts';
import { migrationFacts } from './migrations.ts';
import { notificationFacts } from './notifications.ts';
import { transactionFacts } from './transactions.ts';
import { valueFacts } from './values.ts';

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

import { appendingFacts } from './appending.ts';
import { backPressureFacts } from './back-pressure.ts';
import { codecFacts } from './codec.ts';
import { concurrencyFacts } from './concurrency.ts';
import { durabilityFacts } from './durability.ts';
import type { EventStoreFixture, EventStoreUnderTest } from './fixture.ts';
import { limitFacts } from './limits.ts';
import { modelFacts } from './model-run.ts';
import { readingFacts } from './reading.ts';
import { sharedTransactionFacts } from './shared-transactions.ts';
import { subscribingFacts } from './subscribing.ts';

/** What everybody who appends to or reads `EventStore` may rely on. What a store does not declare is not run. */
export function eventStoreContract(under: EventStoreUnderTest): void {
  const { name, capabilities, notKillable, open } = under;
  describe(`${name} as an event store`, () => {
    let fixture: EventStoreFixture | undefined;
    const current = (): EventStoreFixture => {
      if (fixture === undefined) throw new Error('the event store was not opened');
      return fixture;
    };
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture?.[Symbol.asyncDispose]());

    it('declares its capabilities', () => {
      expect(current().store.capabilities).toEqual(capabilities);
    });

    appendingFacts(current, capabilities);
    limitFacts(current);
    readingFacts(current);
    subscribingFacts(current);
    concurrencyFacts(current);
    // Before the log is long: what a store has to recover after a kill grows with it.
    if (capabilities.durable) durabilityFacts(current, notKillable);
    backPressureFacts(current, capabilities);
    codecFacts(capabilities, open);
    modelFacts(current, capabilities);
    if (capabilities.sharedTransactions) sharedTransactionFacts(current);
  });
}

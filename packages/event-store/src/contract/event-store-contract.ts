import type { ReadStore } from '@mailfold/read-store';
import type { EventCodec } from '../codec.ts';
import type { EventStore, EventStoreCapabilities } from '../event-store.ts';
import type { Upcasters } from '../upcasters.ts';
import { appendingFacts } from './appending.ts';
import { backPressureFacts } from './back-pressure.ts';
import { codecFacts } from './codec.ts';
import { concurrencyFacts } from './concurrency.ts';
import { durabilityFacts } from './durability.ts';
import { limitFacts } from './limits.ts';
import { modelFacts } from './model-run.ts';
import { readingFacts } from './reading.ts';
import { sharedTransactionFacts } from './shared-transactions.ts';
import { subscribingFacts } from './subscribing.ts';

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
  /** An empty log. */
  readonly open: (options?: OpenFixture) => Promise<EventStoreFixture>;
}

/** What everybody who appends to or reads `EventStore` may rely on. What a store does not declare is not run. */
export function eventStoreContract(under: EventStoreUnderTest): void {
  const { name, capabilities, open } = under;
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
    backPressureFacts(current, capabilities);
    codecFacts(capabilities, open);
    modelFacts(current);
    if (capabilities.sharedTransactions) sharedTransactionFacts(current);
    if (capabilities.durable) durabilityFacts(current);
  });
}

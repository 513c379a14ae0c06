import { findEventStoreDb, type TestEventStoreDb } from '@mailfold/dev-env';
import { EventStoreDbDouble } from '@mailfold/testing/eventstoredb';

/** The server that this machine has: a real one, or the test double with statistics of its own among the events. */
export const testServer = (): Promise<TestEventStoreDb> =>
  findEventStoreDb(async () => {
    const double = await EventStoreDbDouble.start({ statsEvery: 3 });
    return {
      url: double.url,
      real: false,
      kill: async () => {
        double.stop();
        await double.start();
      },
      [Symbol.asyncDispose]: () => double[Symbol.asyncDispose](),
    };
  });

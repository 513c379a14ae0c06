import { eventStoreContract } from '@mailfold/event-store/contract';
import { EventStoreDbEventStore } from '../src/eventstoredb-event-store.ts';
import { testServer } from './test-server.ts';

const server = await testServer();
afterAll(() => server[Symbol.asyncDispose]());

const { url, kill } = server;

eventStoreContract({
  name: server.real ? 'EventStoreDB' : 'EventStoreDB (test double)',
  capabilities: {
    durable: true,
    atomicStreams: false,
    idempotentAny: true,
    sharedTransactions: false,
    uniqueIds: false,
  },
  ...(kill === undefined ? { notKillable: 'the server of EVENTSTORE_URL is not ours; Docker gives one that is' } : {}),
  open: async (options) => {
    const store = new EventStoreDbEventStore({ url, ...options });
    return {
      store,
      another: (other) => Promise.resolve(new EventStoreDbEventStore({ url, ...other })),
      ...(kill === undefined ? {} : { kill }),
      [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
    };
  },
});

import { eventStoreContract } from '../src/contract/index.ts';
import { MemoryEventStore } from '../src/memory/memory-event-store.ts';

eventStoreContract({
  name: 'memory',
  capabilities: {
    durable: false,
    atomicStreams: true,
    idempotentAny: true,
    sharedTransactions: false,
    uniqueIds: true,
    positionsCount: true,
  },
  open: (options) => {
    const store = new MemoryEventStore(options);
    return Promise.resolve({
      store,
      another: () => Promise.resolve(store),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  },
});

import type { EventStore } from '@mailfold/event-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { PostgresEventStore, type PostgresEventStoreOptions } from '../src/postgres-event-store.ts';

/** A store with connections of its own, closed with it, as another process has them. */
export async function openStore(
  url: string,
  options: Omit<PostgresEventStoreOptions, 'readStore'> = {},
): Promise<EventStore> {
  const readStore = await PostgresReadStore.connect({ url });
  const store = await PostgresEventStore.create({ readStore, ...options });
  const close = store[Symbol.asyncDispose].bind(store);
  return Object.assign(store, {
    [Symbol.asyncDispose]: async () => {
      await close();
      await readStore[Symbol.asyncDispose]();
    },
  });
}

import { freshDatabase } from '@mailfold/dev-env';
import { MemoryEventStore, type EventStore } from '@mailfold/event-store';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { fixedClock } from '@mailfold/kernel';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { PROCESSOR_MIGRATIONS } from '../src/migrations.ts';
import type { ProcessorDeps } from '../src/runner.ts';
import { EXAMPLE_MIGRATIONS } from './example/threads-rows.ts';

/** `one`: log and rows in one database, one transaction. `two`: the log elsewhere, appended to before the commit. */
export type Databases = 'one' | 'two';

export interface Stores extends AsyncDisposable {
  readonly deps: ProcessorDeps;
}

/** An empty log and empty tables. */
export const openStores = async (databases: Databases): Promise<Stores> => {
  const database = await freshDatabase();
  const rows = await PostgresReadStore.connect({ url: database.url });
  await migrate(rows, [...PROCESSOR_MIGRATIONS, ...EXAMPLE_MIGRATIONS]);
  const events: EventStore =
    databases === 'one' ? await PostgresEventStore.create({ readStore: rows }) : new MemoryEventStore();
  return {
    deps: { events, rows, clock: fixedClock('2026-11-02T10:00:00.000Z') },
    [Symbol.asyncDispose]: async () => {
      await events[Symbol.asyncDispose]();
      await rows[Symbol.asyncDispose]();
      await database.drop();
    },
  };
};

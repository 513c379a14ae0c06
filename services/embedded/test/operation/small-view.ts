import { keyOf, type StoredEvent } from '@mailfold/event-store';
import type { View } from '@mailfold/processor';

/** Ids of events that the small view cannot fold for now; `tables`: its tables cannot be made. */
export const poison = new Set<string>();

/** Counts events by key. */
export const smallView = (name: string): View => ({
  name,
  version: 1,
  handles: ['directory.ContactRecorded.v1', 'test.Told.v1'],
  get tables() {
    return poison.has('tables')
      ? 'create nothing'
      : 'create table told (key text primary key, events integer not null);';
  },
  hashed: [{ table: 'told', key: 'key' }],
  apply: async (sql, events) => {
    const bad = events.find(({ id }) => poison.has(id));
    if (bad !== undefined) throw new TypeError('cannot be folded');
    const keys = Map.groupBy(events, keyOf);
    await sql.query(
      `insert into told as t select * from unnest($1::text[], $2::int[])
       on conflict (key) do update set events = t.events + excluded.events`,
      [[...keys.keys()], [...keys.values()].map((of: readonly StoredEvent[]) => of.length)],
    );
  },
});

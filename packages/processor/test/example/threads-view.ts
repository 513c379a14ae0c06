import { keyOf, type StoredEvent } from '@mailfold/event-store';
import type { View } from '../../src/view.ts';

/** Counts: anything applied twice, left out or out of order shows. */
export const threadsView: View = {
  name: 'example_threads',
  version: 1,
  handles: ['threads.Started.v1', 'threads.Attached.v1', 'threads.Merged.v1'],
  tables: `
    create table thread (account text, thread text, messages int not null, primary key (account, thread));
    create table seen (account text primary key, events int not null, trail text not null);`,
  hashed: [
    { table: 'thread', key: 'account, thread' },
    { table: 'seen', key: 'account' },
  ],
  apply: async (sql, events) => {
    for (const event of events) {
      const account = keyOf(event);
      await sql.query(
        `insert into seen as s values ($1, 1, $2) on conflict (account) do update
         set events = s.events + 1, trail = md5(s.trail || excluded.trail)`,
        [account, event.id],
      );
      for (const [thread, more] of changesOf(event)) {
        await sql.query(
          `insert into thread as t values ($1, $2, $3) on conflict (account, thread) do update
           set messages = t.messages + excluded.messages`,
          [account, thread, more],
        );
      }
    }
  },
};

const changesOf = (event: StoredEvent): readonly (readonly [string, number])[] => {
  const data = event.data as { thread: string; poison?: boolean };
  switch (event.type) {
    case 'threads.Started.v1':
      return [[data.thread, 0]];
    case 'threads.Attached.v1':
      return [[data.thread, 1]];
    default:
      return [];
  }
};

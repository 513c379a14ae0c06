import type { View } from '@mailfold/processor';
import type { Sql } from '@mailfold/read-store';
import { foldInto, threadsView } from '../threads/threads-view.ts';
import { type Change, changesOf } from './changes.ts';
import { changedTable } from './tables.ts';

/** Switching topics on or off is another version: the rows are folded anew, and with them what is to be published. */
const PUBLISHED = 1_000;

export const CHANGED = 'mailfold_view_changed';

/** The view `threads`, which also notes, with its rows, what subscribers may have to be told of. */
export const publishedThreadsView: View = {
  ...threadsView,
  version: threadsView.version + PUBLISHED,
  tables: threadsView.tables + changedTable,
  apply: async (sql, events) => {
    const set = await foldInto(sql, events);
    await note(sql, changesOf(set, events));
  },
};

const note = async (sql: Sql, changes: readonly Change[]): Promise<void> => {
  if (changes.length === 0) return;
  await sql.query(
    `with noted as (
       insert into changed (account, kind, id) select * from unnest($1::uuid[], $2::text[], $3::uuid[]))
     select pg_notify('${CHANGED}', '')`,
    [changes.map(({ account }) => account), changes.map(({ kind }) => kind), changes.map(({ id }) => id)],
  );
};

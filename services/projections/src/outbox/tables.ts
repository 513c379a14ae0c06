import type { Migration } from '@mailfold/read-store';

/** In the schema of the view `threads`, so that a rebuild makes it anew with the rows: everything is looked at again then. */
export const changedTable = `
  create table changed (
    nth bigint generated always as identity primary key, account uuid not null, kind text not null, id uuid not null
  );
`;

/** What subscribers have, and who tells them; outlives rebuilds. */
export const migrations: readonly Migration[] = [
  {
    name: 'projections/001-view-topics',
    sql: `
      create schema view_topics;
      create table view_topics.published (
        view text not null, account uuid not null, id uuid not null, thread uuid not null,
        -- Of the row as it was published last; null while that is not sure.
        digest uuid,
        primary key (account, view, id)
      );
      create index on view_topics.published (account, thread) where view = 'deal-timeline';
      create table view_topics.publisher (
        one boolean primary key default true check (one),
        -- Grows with each one who takes over: who has an older one writes nothing.
        epoch bigint not null default 0,
        holder uuid,
        held_until timestamptz not null default '-infinity',
        -- The table of changes that was read last: another one is that of a rebuild.
        changes oid
      );
      insert into view_topics.publisher default values;`,
  },
];

import type { Migration } from '@mailfold/read-store';

/** Rows of the sharing decider: a fold of the account's log. */
export const migrations: readonly Migration[] = [
  {
    name: 'visibility/001-sharing',
    sql: `
      create schema visibility;
      create table visibility.account (
        account uuid primary key, tenant uuid, owner uuid, standard text
      );
      create table visibility.thread (
        account uuid not null, thread uuid not null, root uuid not null, shared boolean not null, deleted boolean not null,
        hidden uuid[] not null,
        -- The API names a thread, or a message, without its account.
        primary key (thread, account)
      );
      create index on visibility.thread (account, root) where root <> thread;
      create table visibility.message (
        account uuid not null, message uuid not null, thread uuid not null,
        primary key (message, account)
      );`,
  },
];

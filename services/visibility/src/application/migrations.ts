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
  {
    name: 'visibility/002-owners',
    sql: `
      alter table visibility.account add column owner_gone boolean not null default false, add column owner_version int not null default 0;
      create index on visibility.thread (account, thread) where shared and root = thread;
      -- Of the reactor that tells accounts of their owners: whose they are, and which users were removed.
      create table visibility.owned (account uuid primary key, tenant uuid not null, owner uuid not null);
      create index on visibility.owned (tenant, owner);
      create table visibility.left_user (
        tenant uuid not null, usr uuid not null, is_gone boolean not null, version int not null,
        primary key (tenant, usr)
      );`,
  },
];

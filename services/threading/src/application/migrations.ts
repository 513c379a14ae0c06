import type { Migration } from '@mailfold/read-store';

/** Rows of the threading decider: a fold of the account's log. */
export const migrations: readonly Migration[] = [
  {
    name: 'threading/001-threads',
    sql: `
      create schema threading;
      create table threading.account (
        account uuid primary key, own text[] not null, company_domains text[] not null, policy text not null, hash_key text not null
      );
      create table threading.thread (
        account uuid not null, thread uuid not null, root uuid not null, deal uuid,
        first_at timestamptz, first_message uuid,
        primary key (account, thread)
      );
      create index on threading.thread (account, root) where root <> thread;
      create table threading.join (
        account uuid not null, key text collate "C" not null, thread uuid not null,
        primary key (account, key)
      );
      create table threading.message (
        account uuid not null, message uuid not null, received_at timestamptz not null, id_key text collate "C", thread uuid,
        primary key (account, message)
      );
      create index on threading.message (account, id_key) where id_key is not null;
      create index on threading.message (account, thread, received_at);
      create table threading.held (
        account uuid not null, bridge uuid not null, threads uuid[] not null,
        primary key (account, bridge)
      );`,
  },
];

import type { Migration } from '@mailfold/read-store';

/** Rows of the links decider: a fold of the account's log. Participants and links stand at the root of merged threads. */
export const linksMigration: Migration = {
  name: 'linking/002-links',
  sql: `
    create table linking.account (
      account uuid primary key, tenant uuid not null, owner uuid not null, own text[] not null, company_domains text[] not null,
      auto_link boolean not null, announced boolean
    );
    create index on linking.account (tenant);
    create table linking.message (
      account uuid not null, message uuid not null, addresses json not null, received_at timestamptz not null, thread uuid,
      withdrawn boolean not null,
      primary key (account, message)
    );
    create table linking.thread (
      account uuid not null, thread uuid not null, root uuid not null, newest_at timestamptz, suggested uuid[] not null,
      deal_by_hand boolean not null,
      -- The API names a thread without its account.
      primary key (thread, account)
    );
    create index on linking.thread (account, root) where root <> thread;
    create table linking.participant (
      account uuid not null, thread uuid not null, address text not null, n integer not null,
      primary key (account, thread, address)
    );
    create index on linking.participant (address, account);
    create table linking.link (
      account uuid not null, thread uuid not null, kind text not null, record uuid not null, why json not null,
      by_hand boolean not null, barred boolean not null,
      primary key (account, thread, kind, record)
    );
    create index on linking.link (record, account);`,
};

import type { Migration } from '@mailfold/read-store';

/** Rows of the actions decider: a fold of the account's log. The actor reads its open intents here. */
export const migrations: readonly Migration[] = [
  {
    name: 'provider-writeback/001-actions',
    sql: `
      create schema writeback;
      create table writeback.account (
        account uuid primary key, tenant uuid not null, owner uuid not null, state text not null,
        archive_too boolean not null, delete_too boolean not null, read_too boolean not null, intents int not null
      );
      create table writeback.folder (
        account uuid not null, folder uuid not null, path text not null, role text not null, epoch bigint not null,
        gone boolean not null,
        primary key (account, folder)
      );
      create table writeback.thread (
        account uuid not null, thread uuid not null, root uuid not null, archived boolean not null,
        -- The API names a thread without its account.
        primary key (thread, account)
      );
      create index on writeback.thread (account, root) where root <> thread;
      create table writeback.message (
        account uuid not null, message uuid not null, thread uuid, direction text not null, received_at text not null,
        size bigint not null, seen boolean not null, gone boolean not null, locations json not null,
        primary key (account, message)
      );
      create index on writeback.message (account, thread);
      create table writeback.action (
        account uuid not null, action uuid primary key, thread uuid not null, kind text not null, at text not null,
        provider text not null
      );
      create index on writeback.action (account);
      create table writeback.intent (
        account uuid not null, intent uuid primary key, action uuid not null, thread uuid not null, change text not null,
        messages json not null, message_ids uuid[] not null, nth int not null, state text not null, attempts int not null,
        moves json not null, reason text, finished_at text
      );
      create index on writeback.intent (action);
      create index on writeback.intent (account, nth) where finished_at is null;
      create index on writeback.intent using gin (message_ids) where state = 'acknowledged';`,
  },
  {
    name: 'provider-writeback/002-restored',
    // What was withdrawn may come back; what its owner deleted does not (WBK-2).
    sql: `
      alter table writeback.message add column deleted boolean not null default false;
      update writeback.message set deleted = gone;`,
  },
];

import type { Migration } from '@mailfold/read-store';

/** Rows of the ingest deciders: a fold of the account's log. The ledger (ING-4) is `place` and `skip`. */
export const migrations: readonly Migration[] = [
  {
    name: 'ingest/001-accounts',
    sql: `
      create schema if not exists ingest;
      create table ingest.account (
        account uuid primary key, tenant uuid not null, owner uuid not null, address text not null, data json not null,
        state text not null, unreachable boolean not null, connected_at timestamptz not null
      );
      create index on ingest.account (tenant);`,
  },
  {
    name: 'ingest/002-mailbox',
    sql: `
      create table ingest.rules (account uuid primary key, rules json not null);
      create table ingest.folder (
        account uuid not null, folder uuid not null, path text not null, delimiter text, role text not null, epoch bigint not null,
        watch text not null, gone boolean not null, parked text, through bigint, backfilled boolean not null,
        proof json,
        primary key (account, folder)
      );
      create table ingest.message (
        account uuid not null, message uuid not null, identity_key text collate "C" not null, provider_key text collate "C",
        id_key text collate "C", flags smallint not null, lost_at timestamptz, withdrawn boolean not null, used_intents uuid[] not null,
        primary key (account, message)
      );
      create unique index on ingest.message (account, identity_key);
      create index on ingest.message (account, provider_key) where provider_key is not null;
      create index on ingest.message (account, id_key) where id_key is not null;
      create index on ingest.message (account, lost_at) where lost_at is not null and not withdrawn;
      create table ingest.place (
        account uuid not null, folder uuid not null, epoch bigint not null, uid bigint not null,
        status text not null, message uuid, reader text, code text,
        primary key (account, folder, epoch, uid)
      );
      create index on ingest.place (account, message) where message is not null;
      create index on ingest.place (account, folder, reader) where reader is not null;
      create table ingest.skip (
        account uuid not null, folder uuid not null, epoch bigint not null, first bigint not null, last bigint not null, rule text not null,
        primary key (account, folder, epoch, first, last)
      );
      -- A hint where to resume, no fold: losing it costs a comparison, never mail (S22).
      create table ingest.cursor (
        account uuid not null, folder uuid not null, epoch bigint not null, modseq text not null,
        primary key (account, folder)
      );`,
  },
  {
    name: 'ingest/003-workers',
    // Position of the last event after which the account's worker begins anew.
    sql: 'create table ingest.worker (account uuid primary key, version bigint not null);',
  },
  {
    name: 'ingest/004-scope',
    sql: `
      alter table ingest.folder add column mailbox_id text;
      alter table ingest.message add column received_at timestamptz, add column withdrawn_why text;
      update ingest.message set withdrawn_why = 'deleted-at-provider' where withdrawn;`,
  },
  {
    name: 'ingest/004-throttled',
    sql: 'alter table ingest.account add column throttled_until timestamptz;',
  },
  {
    name: 'ingest/005-cursor',
    sql: `
      alter table ingest.cursor alter column modseq drop not null, add column counted_uid bigint, add column counted bigint;
      -- Bytes downloaded on a day (UTC); history rests until \`held_until\` where the provider allows only so many.
      create table ingest.traffic (account uuid primary key, day date not null, bytes bigint not null, held_until timestamptz);`,
  },
  {
    name: 'ingest/006-block-lists',
    sql: `
      alter table ingest.account add column screening json not null default '{}';
      -- Of a user, or of the tenant itself where \`owner\` is the tenant.
      create table ingest.block_list (
        tenant uuid not null, owner uuid not null, addresses json not null, domains json not null, version int not null,
        primary key (tenant, owner)
      );`,
  },
  {
    name: 'ingest/007-gone',
    sql: `
      -- UIDs at which known mail lay: it moved, or was deleted at the provider.
      create table ingest.gone (
        account uuid not null, folder uuid not null, epoch bigint not null, uid bigint not null, message uuid,
        primary key (account, folder, epoch, uid)
      );
      -- Proofs from before this moment hold no longer.
      alter table ingest.account add column proofs_from timestamptz;
      update ingest.account set proofs_from = connected_at;
      alter table ingest.account alter column proofs_from set not null;`,
  },
  {
    name: 'ingest/008-elsewhere',
    // A hint as the cursors are: up to where a folder out of scope was looked through for mail that left the others.
    sql: `
      create table ingest.looked (
        account uuid not null, folder uuid not null, epoch bigint not null, uid bigint not null,
        primary key (account, folder)
      );`,
  },
  {
    name: 'ingest/009-out-of-scope',
    sql: `create index on ingest.message (account, message) where withdrawn_why = 'out-of-scope';`,
  },
  {
    name: 'ingest/010-contacts',
    sql: `
      alter table ingest.block_list add column contacts_only boolean not null default false;
      create table ingest.contact (
        tenant uuid not null, contact uuid not null, address text collate "C" not null,
        primary key (tenant, address, contact)
      );
      create index on ingest.contact (tenant, contact);
      -- Addresses of new contacts that the account's worker has yet to look for (SCO-6).
      create table ingest.sought (account uuid not null, address text collate "C" not null, primary key (account, address));`,
  },
  {
    name: 'ingest/011-raw',
    sql: `
      alter table ingest.message add column withdrawn_at timestamptz, add column raw_deleted boolean not null default false;
      -- Nobody told of the grace period until now: it begins now.
      update ingest.message set withdrawn_at = now() where withdrawn;
      create index on ingest.message (withdrawn_at) where withdrawn_why = 'out-of-scope' and not raw_deleted;`,
  },
];

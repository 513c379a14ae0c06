import type { Migration } from '@mailfold/read-store';

/** Tables of the API itself: tenants, keys, tokens, acted calls and claimed commands. Secrets are there as SHA-256 only. */
export const apiMigrations: readonly Migration[] = [
  {
    name: 'api/001-keys',
    sql: `
      create schema if not exists api;
      create table api.tenant (
        tenant uuid primary key,
        name text not null,
        created_at timestamptz not null
      );
      create table api.key (
        id uuid primary key,
        tenant uuid not null references api.tenant,
        label text not null,
        hash bytea not null unique,
        created_at timestamptz not null,
        revoked_at timestamptz
      );
      create table api.token (
        hash bytea primary key,
        tenant uuid not null references api.tenant,
        user_id uuid not null,
        key_id uuid not null references api.key,
        created_at timestamptz not null,
        expires_at timestamptz not null
      );
      create index on api.token (expires_at);
      create table api.acted_call (
        id bigint generated always as identity primary key,
        tenant uuid not null,
        user_id uuid not null,
        key_id uuid not null references api.key,
        method text not null,
        route text not null,
        at timestamptz not null
      );
      create index on api.acted_call (tenant, user_id, id desc);
      create table api.claim (
        command uuid primary key,
        request bytea not null,
        at timestamptz not null
      );
      create index on api.claim (at);`,
  },
];

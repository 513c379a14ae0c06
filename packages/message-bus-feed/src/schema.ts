import type { Migration } from '@mailfold/read-store';

const TABLES = `
  create schema message_bus;
  create table message_bus.place (
    group_name text primary key,
    position bigint not null,
    updated_at timestamptz not null default now()
  );
  create table message_bus.dead_letter (
    group_name text not null,
    event_id uuid not null,
    type text not null,
    stream text not null,
    revision int not null,
    position bigint not null,
    reason text not null,
    copied_at timestamptz not null default now(),
    primary key (group_name, event_id)
  );`;

export const migrations: readonly Migration[] = [{ name: 'message-bus/001-place-and-dead-letter', sql: TABLES }];

import type { Migration } from '@mailfold/read-store';

export const migrations: readonly Migration[] = [
  {
    name: 'forwarder/001-shard',
    sql: `
      create schema forwarder;
      create table forwarder.shard (
        name text primary key,
        shards int not null,
        -- Up to here everything of the shard is in Kafka.
        position bigint not null,
        -- Grows with each taking: who has an older one writes nothing here.
        epoch bigint not null default 0,
        -- Marks in Kafka that carry another one are of another life of this row.
        series uuid not null default gen_random_uuid(),
        holder uuid,
        held_until timestamptz not null default '-infinity'
      );`,
  },
];

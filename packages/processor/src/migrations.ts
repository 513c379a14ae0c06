import type { Migration } from '@mailfold/read-store';

/**
 * `applied.position`: events at or below it are finished for this processor and key, parked ones included. `previous`: the
 * same before the last change, so that one upsert locks, moves and tells. `revision`: of the own stream, folded into the
 * state (-1: nothing). `held_after`: set while events are parked; inputs up to it were decided.
 *
 * `applied.fence`: the highest number of a lease under which a command came.
 *
 * `parked.discarded_at`: kept, so that a fold of the log leaves out what an operator discarded.
 */
export const PROCESSOR_MIGRATIONS: readonly Migration[] = [
  {
    name: 'processor/001-places',
    sql: `
      create schema if not exists processor;
      create table processor.applied (
        processor text not null,
        key text not null,
        position bigint not null default 0,
        previous bigint not null default 0,
        revision bigint not null default -1,
        held_after bigint,
        primary key (processor, key)
      ) with (fillfactor = 70);
      create table processor.parked (
        processor text not null,
        key text not null,
        position bigint not null,
        event json not null,
        code text not null,
        reason text not null,
        tries integer not null default 1,
        parked_at timestamptz not null,
        discarded_at timestamptz,
        primary key (processor, key, position)
      );
      create table processor.command (
        processor text not null,
        key text not null,
        id text not null,
        outcome json,
        revision bigint not null,
        at timestamptz not null,
        primary key (processor, key, id)
      );
      create table processor.view (
        name text primary key,
        version integer not null,
        rebuild text
      );`,
  },
  {
    name: 'processor/002-fences',
    sql: 'alter table processor.applied add column fence bigint not null default 0;',
  },
];

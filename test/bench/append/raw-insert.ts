import type { NewEvent } from '@mailfold/event-store';
import { migrate, type ReadStore } from '@mailfold/read-store';

const TABLE = `
  create schema raw;
  create table raw.event (
    position bigint generated always as identity,
    recorded_at timestamptz not null default now(),
    id uuid not null,
    revision int not null,
    stream text collate "C" not null,
    type text collate "C" not null,
    tenant_id text collate "C" not null,
    meta jsonb not null,
    data jsonb not null,
    constraint event_position primary key (position),
    constraint event_id unique (id),
    constraint event_place unique (stream, revision)
  );`;

const INSERT = `
  insert into raw.event (id, revision, stream, type, tenant_id, meta, data)
  select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[])`;

/** What one would write without an event store: no order of commits, no conflicts, no second attempt. */
export class RawInsert {
  readonly #store: ReadStore;

  private constructor(store: ReadStore) {
    this.#store = store;
  }

  static async create(store: ReadStore): Promise<RawInsert> {
    await migrate(store, [{ name: 'bench-append/001-raw', sql: TABLE }]);
    return new RawInsert(store);
  }

  async insert(stream: string, first: number, events: readonly NewEvent[]): Promise<void> {
    await this.#store.query(INSERT, [
      events.map((event) => event.id),
      events.map((_, index) => first + index),
      events.map(() => stream),
      events.map((event) => event.type),
      events.map((event) => event.meta.tenantId),
      events.map((event) => JSON.stringify(event.meta)),
      events.map((event) => JSON.stringify(event.data)),
    ]);
  }
}

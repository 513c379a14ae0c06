import type { Migration } from '@mailfold/read-store';

/** Told of every append, once, with the position of its last event. */
export const CHANNEL = 'mailfold_events';

/** SQLSTATEs that `event_store.append` raises; the hint carries the revision that was found. */
export const CONFLICT_STATE = 'MF001';
export const REUSED_STATE = 'MF002';

// `json` keeps the text as it came (NUL escapes too), is written twice as fast as `jsonb` and read faster. Rows of up to
// 8 kB stay in their page uncompressed: compressing costs more than the room.
const TABLE = `
  create schema event_store;
  create table event_store.event (
    position bigint not null,
    recorded_at timestamptz not null,
    id uuid not null,
    revision int not null,
    stream text collate "C" not null,
    type text collate "C" not null,
    tenant_id text collate "C" not null,
    meta json not null,
    data json not null,
    constraint event_position primary key (position),
    constraint event_id unique (id),
    constraint event_place unique (stream, revision)
  ) with (toast_tuple_target = 8160);`;

// Expectations: a revision, -1 none, -2 any, -3 exists. Everything after the lock sees what was committed before it, as each
// statement of a volatile function in a read-committed transaction has a snapshot of its own. The lock lasts until the
// commit, so positions are given in the order in which they become visible, and without gaps.
const APPEND = `
  create function event_store.append(
    streams text[], expectations int[], sizes int[],
    ids uuid[], owners int[], types text[], tenants text[], datas json[], metas json[]
  ) returns table (revision int, "position" bigint, recorded_at timestamptz, already boolean)
  language plpgsql volatile as $append$
  #variable_conflict use_column
  declare
    base bigint;
    taken timestamptz;
    head int;
    there int;
    here int;
    first int := 1;
    skipped int := 0;
    starts int[];
    shifts int[];
    wanted int;
    size int;
  begin
    if current_setting('synchronous_commit') = 'off' then
      perform set_config('synchronous_commit', 'on', true);
    end if;
    perform pg_advisory_xact_lock(4917202611231);
    taken := date_trunc('milliseconds', clock_timestamp());
    base := coalesce((select e.position from event_store.event e order by e.position desc limit 1), 0);
    for i in 1 .. cardinality(streams) loop
      wanted := expectations[i];
      size := sizes[i];
      there := 0;
      here := 0;
      head := coalesce((select e.revision from event_store.event e where e.stream = streams[i]
                        order by e.revision desc limit 1), -1);
      if wanted <= -2 then
        select count(*), count(*) filter (where e.stream = streams[i]) into there, here
          from unnest(ids[first : first + size - 1]) as w(id) join event_store.event e on e.id = w.id;
      elsif wanted <> head then
        select count(*), count(*) into there, here
          from unnest(ids[first : first + size - 1]) with ordinality as w(id, n)
          join event_store.event e on e.id = w.id and e.stream = streams[i] and e.revision = wanted + w.n;
      end if;
      if here = size then
        already := true;
        select e.revision, e.position into revision, "position"
          from event_store.event e where e.id = ids[first + size - 1];
        starts[i] := null;
        skipped := skipped + size;
      elsif (wanted >= -1 and wanted <> head) or (wanted = -3 and head < 0) or (there > 0 and there = here) then
        raise exception using errcode = '${CONFLICT_STATE}', message = 'another revision', hint = i || ' ' || head;
      elsif there > 0 then
        raise exception using errcode = '${REUSED_STATE}', message = 'event id reused', hint = i::text;
      else
        already := false;
        starts[i] := head - first + 1;
        revision := head + size;
        "position" := base + first + size - 1 - skipped;
      end if;
      shifts[i] := skipped;
      first := first + size;
      recorded_at := taken;
      return next;
    end loop;
    insert into event_store.event (position, recorded_at, id, revision, stream, type, tenant_id, meta, data)
      select base + e.n - shifts[e.i], taken, e.id, starts[e.i] + e.n, streams[e.i], e.type, e.tenant, e.meta, e.data
        from unnest(ids, owners, types, tenants, metas, datas) with ordinality as e(id, i, type, tenant, meta, data, n)
        where starts[e.i] is not null;
    if skipped < first - 1 then
      perform pg_notify('${CHANNEL}', (base + first - 1 - skipped)::text);
    end if;
  end
  $append$;`;

export const migrations: readonly Migration[] = [
  { name: 'event-store/001-event', sql: TABLE },
  { name: 'event-store/002-append', sql: APPEND },
];

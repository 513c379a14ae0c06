import {
  type EventFilter,
  type PageRequest,
  type ReadStreamOptions,
  type StoredRow,
  type Upcasters,
} from '@mailfold/event-store';
import type { ReadStore, SqlValue } from '@mailfold/read-store';

/** A row with the size of its JSON. */
export interface SizedRow extends StoredRow {
  readonly bytes: number;
}

const COLUMNS = `position, id, stream, revision, type, recorded_at as "recordedAt", data, meta,
  octet_length(data::text) + octet_length(meta::text) as bytes`;

const FORWARDS = `select ${COLUMNS} from event_store.event where stream = $1 and revision >= $2 order by revision limit $3`;
const BACKWARDS = `
  select ${COLUMNS} from event_store.event where stream = $1 and revision <= $2 order by revision desc limit $3`;

const LAST_REVISION = 2_147_483_647;

export const readStreamRows = (store: ReadStore, stream: string, options: ReadStreamOptions): Promise<SizedRow[]> => {
  const { direction = 'forwards', max = 1_000 } = options;
  const from = options.from ?? (direction === 'forwards' ? 0 : LAST_REVISION);
  return store.query<SizedRow>(direction === 'forwards' ? FORWARDS : BACKWARDS, [stream, from, max]);
};

const ALL = `select ${COLUMNS} from event_store.event where position > $1 order by position limit $2`;
const MATCHING = `
  select ${COLUMNS} from event_store.event
  where position > $1 and ($3::text is null or tenant_id = $3)
    and ($4::text[] is null or type = any($4) or type ^@ any($5))
  order by position limit $2`;

function filterValues(filter: EventFilter, upcasters: Upcasters): SqlValue[] {
  const types = filter.types ?? [];
  const exact = types.filter((type) => !type.endsWith('.')).flatMap((type) => upcasters.storedTypesOf(type));
  const contexts = types.filter((type) => type.endsWith('.'));
  return [filter.tenantId ?? null, ...(types.length === 0 ? [null, null] : [exact, contexts])];
}

export const readAllRows = (store: ReadStore, request: PageRequest, upcasters: Upcasters): Promise<SizedRow[]> =>
  request.filter === undefined
    ? store.query<SizedRow>(ALL, [request.after, request.max])
    : store.query<SizedRow>(MATCHING, [request.after, request.max, ...filterValues(request.filter, upcasters)]);

export const readIds = (store: Pick<ReadStore, 'query'>, ids: readonly string[]): Promise<SizedRow[]> =>
  store.query<SizedRow>(`select ${COLUMNS} from event_store.event where id = any($1::uuid[])`, [ids]);

export async function readHead(store: ReadStore): Promise<number> {
  const [row] = await store.query<{ head: number }>(
    'select coalesce(max(position), 0)::bigint as head from event_store.event',
  );
  return row?.head ?? 0;
}

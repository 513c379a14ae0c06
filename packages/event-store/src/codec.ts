import type { Json } from '@mailfold/kernel';
import type { EventMeta, NewEvent, StoredEvent } from './events.ts';

/** An event as it lies in the store. */
export interface StoredRow {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly recordedAt: string;
  readonly data: Json;
  readonly meta: Json;
}

/**
 * Between an event and its row: where personal fields are sealed under `meta.keyId` and opened again. `decode` of an
 * encoded event gives an equal event. A row whose key is destroyed decodes too, with tombstones in the sealed fields.
 */
export interface EventCodec {
  encode(event: NewEvent): { readonly data: unknown; readonly meta: unknown };
  decode(row: StoredRow): StoredEvent;
  /** Called once per batch before `encode`, to bring its keys; rejecting keeps the batch from being appended. */
  beforeEncode?(events: readonly NewEvent[]): Promise<void>;
  /** Called once per page before `decode`, to bring its keys. */
  beforeDecode?(rows: readonly StoredRow[]): Promise<void>;
}

// Bytes become types here: what was appended passed its schema, and readers parse what they handle.
const metaOf = (row: StoredRow): EventMeta => row.meta as unknown as EventMeta;

/** JSON in clear. */
export const plainCodec: EventCodec = {
  encode: ({ data, meta }) => ({ data, meta }),
  decode: (row) => ({
    position: row.position,
    id: row.id,
    stream: row.stream,
    revision: row.revision,
    type: row.type,
    recordedAt: row.recordedAt,
    data: row.data,
    meta: metaOf(row),
  }),
};

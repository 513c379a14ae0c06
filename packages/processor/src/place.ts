import type { Sql } from '@mailfold/read-store';

/** How far a processor is with one key. */
export interface Place {
  /** Events at or below are finished, parked ones included. */
  readonly position: number;
  /** Of the own stream, folded into the state; -1 before its first event. */
  readonly revision: number;
  /** Set while events of the key are parked: inputs up to here were decided. */
  readonly heldAfter: number | null;
  /** The highest fence that a command came with. */
  readonly fence: number;
}

export const START: Place = { position: 0, revision: -1, heldAfter: null, fence: 0 };

/** Inputs up to here were decided or left out. */
export const decidedUpTo = (place: Place): number => place.heldAfter ?? place.position;

interface PlaceRow {
  readonly previous: number;
  readonly revision: number;
  readonly held_after: number | null;
  readonly fence: number;
}

const placeOf = (position: number, row: PlaceRow): Place => ({
  position,
  revision: row.revision,
  heldAfter: row.held_after,
  fence: row.fence,
});

/** Locks the key's row until the end of the transaction, moves its position and tells where it was before. */
export const lockPlace = async (sql: Sql, processor: string, key: string, upTo: number): Promise<Place> => {
  const [row] = await sql.query<PlaceRow>(
    `insert into processor.applied as a (processor, key, position) values ($1, $2, $3)
     on conflict (processor, key) do update set previous = a.position, position = greatest(a.position, excluded.position)
     returning previous, revision, held_after, fence`,
    [processor, key, upTo],
  );
  return row === undefined ? START : placeOf(row.previous, row);
};

/** The same for many keys at once, in the order of the keys, so that two who do it cannot block each other for ever. */
export const lockPlaces = async (
  sql: Sql,
  processor: string,
  upTo: ReadonlyMap<string, number>,
): Promise<Map<string, Place>> => {
  const keys = [...upTo.keys()].toSorted();
  const rows = await sql.query<PlaceRow & { readonly key: string }>(
    `insert into processor.applied as a (processor, key, position)
     select $1, u.key, u.position from unnest($2::text[], $3::bigint[]) as u (key, position)
     on conflict (processor, key) do update set previous = a.position, position = greatest(a.position, excluded.position)
     returning key, previous, revision, held_after, fence`,
    [processor, keys, keys.map((key) => upTo.get(key) ?? 0)],
  );
  return new Map(rows.map((row) => [row.key, placeOf(row.previous, row)]));
};

export const readPlace = async (sql: Pick<Sql, 'query'>, processor: string, key: string): Promise<Place> => {
  const [row] = await sql.query<PlaceRow & { readonly position: number }>(
    'select position, revision, held_after, fence from processor.applied where processor = $1 and key = $2',
    [processor, key],
  );
  return row === undefined ? START : placeOf(row.position, row);
};

/** Writes a place whose row is locked. */
export const writePlace = async (sql: Sql, processor: string, key: string, place: Place): Promise<void> => {
  await sql.query(
    'update processor.applied set position = $3, revision = $4, held_after = $5 where processor = $1 and key = $2',
    [processor, key, place.position, place.revision, place.heldAfter],
  );
};

/** Every lower fence is refused from now on; the row is locked. */
export const raiseFence = async (sql: Sql, processor: string, key: string, fence: number): Promise<void> => {
  await sql.query('update processor.applied set fence = $3 where processor = $1 and key = $2', [processor, key, fence]);
};

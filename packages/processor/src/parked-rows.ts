import type { StoredEvent } from '@mailfold/event-store';
import { messageOf } from '@mailfold/kernel';
import type { Sql } from '@mailfold/read-store';
import { codeOf } from './errors.ts';

/** Why an event is parked. */
export interface ParkReason {
  readonly code: string;
  readonly reason: string;
}

const LONGEST_REASON = 500;

export const reasonOf = (thrown: unknown): ParkReason => ({
  code: codeOf(thrown),
  reason: messageOf(thrown).slice(0, LONGEST_REASON),
});

export const BEHIND: ParkReason = {
  code: 'processor/behind',
  reason: 'waits behind a parked event of its key; retry or discard that one',
};

export const insertParked = async (
  sql: Sql,
  processor: string,
  key: string,
  events: readonly StoredEvent[],
  why: ParkReason,
  at: Date,
): Promise<void> => {
  if (events.length === 0) return;
  await sql.query(
    `insert into processor.parked (processor, key, position, event, code, reason, parked_at)
     select $1, $2, u.position, u.event, $5, $6, $7
     from unnest($3::bigint[], $4::json[]) as u (position, event)
     on conflict (processor, key, position) do update
     set code = excluded.code, reason = excluded.reason, tries = processor.parked.tries + 1`,
    [
      processor,
      key,
      events.map((event) => event.position),
      events.map((event) => JSON.stringify(event)),
      why.code,
      why.reason,
      at,
    ],
  );
};

/** The parked events of a key, in order. */
export const parkedOf = async (sql: Pick<Sql, 'query'>, processor: string, key: string): Promise<StoredEvent[]> => {
  const rows = await sql.query<{ readonly event: StoredEvent }>(
    `select event from processor.parked
     where processor = $1 and key = $2 and discarded_at is null order by position`,
    [processor, key],
  );
  return rows.map((row) => row.event);
};

/** @returns how many are left */
export const deleteParked = async (sql: Sql, processor: string, key: string, upTo: number): Promise<number> => {
  await sql.query(
    'delete from processor.parked where processor = $1 and key = $2 and position <= $3 and discarded_at is null',
    [processor, key, upTo],
  );
  return countParked(sql, processor, key);
};

export const countParked = async (sql: Pick<Sql, 'query'>, processor: string, key: string): Promise<number> => {
  const [row] = await sql.query<{ readonly n: number }>(
    'select count(*) as n from processor.parked where processor = $1 and key = $2 and discarded_at is null',
    [processor, key],
  );
  return row?.n ?? 0;
};

/** @returns false if it was not parked */
export const discardParked = async (
  sql: Sql,
  processor: string,
  key: string,
  position: number,
  at: Date,
): Promise<boolean> => {
  const rows = await sql.query(
    `update processor.parked set discarded_at = $4
     where processor = $1 and key = $2 and position = $3 and discarded_at is null returning position`,
    [processor, key, position, at],
  );
  return rows.length > 0;
};

/** Positions that an operator discarded: a fold of the log leaves them out. */
export const discardedOf = async (sql: Pick<Sql, 'query'>, processor: string): Promise<Set<number>> => {
  const rows = await sql.query<{ readonly position: number }>(
    'select position from processor.parked where processor = $1 and discarded_at is not null',
    [processor],
  );
  return new Set(rows.map((row) => row.position));
};

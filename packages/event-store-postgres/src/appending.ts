import {
  type Append,
  type Appended,
  conflict,
  type Encoded,
  type ExpectedRevision,
  idReused,
  type StoredRow,
} from '@mailfold/event-store';
import { isMailfoldError } from '@mailfold/kernel';
import type { Sql, SqlValue } from '@mailfold/read-store';
import { CONFLICT_STATE, REUSED_STATE } from './schema.ts';

/** An append with its events as the store writes them. */
export interface Prepared {
  readonly append: Append;
  readonly encoded: Encoded;
}

/** What became of an append; `already`: its events lay at these places before. */
export interface Outcome extends Appended {
  readonly recordedAt: string;
  readonly already: boolean;
}

const STATEMENT = `
  select revision, position, recorded_at as "recordedAt", already
  from event_store.append(
    $1::text[], $2::integer[], $3::integer[], $4::uuid[], $5::integer[], $6::text[], $7::text[], $8::json[], $9::json[])`;

const expectation = (expected: ExpectedRevision): number => {
  switch (expected) {
    case 'none':
      return -1;
    case 'any':
      return -2;
    case 'exists':
      return -3;
    default:
      return Math.max(expected, -1);
  }
};

function parameters(prepared: readonly Prepared[]): SqlValue[] {
  const encoded = prepared.map((one) => one.encoded);
  return [
    encoded.map((one) => one.stream),
    prepared.map((one) => expectation(one.append.expected)),
    encoded.map((one) => one.ids.length),
    encoded.flatMap((one) => one.ids),
    encoded.flatMap((one, index) => one.ids.map(() => index + 1)),
    encoded.flatMap((one) => one.types),
    encoded.flatMap((one) => one.tenants),
    encoded.flatMap((one) => one.data),
    encoded.flatMap((one) => one.meta),
  ];
}

const UNIQUE_VIOLATION = '23505';

/** PostgreSQL's refusal in the store's words. The hint is the number of the append and the revision found. */
function inWords(thrown: unknown, prepared: readonly Prepared[]): unknown {
  if (!isMailfoldError(thrown, 'read-store/rejected')) return thrown;
  const { sqlState, hint, constraint } = thrown.details;
  const [which = '1', head] = typeof hint === 'string' ? hint.split(' ') : [];
  const { stream = '', expected = 'any' } = prepared[Number(which) - 1]?.append ?? {};
  if (sqlState === CONFLICT_STATE) return conflict(stream, expected, Number(head));
  if (sqlState === REUSED_STATE) return idReused(stream);
  if (sqlState !== UNIQUE_VIOLATION) return thrown;
  // The other constraints fail only in a transaction whose snapshot is older than somebody's append.
  return constraint === 'event_id' ? idReused(stream, thrown) : conflict(stream, expected, undefined);
}

/** One round trip; the streams must differ. Takes the lock of the log, which lasts until the transaction ends. */
export async function runAppend(sql: Pick<Sql, 'query'>, prepared: readonly Prepared[]): Promise<Outcome[]> {
  try {
    return await sql.query<Outcome>(STATEMENT, parameters(prepared));
  } catch (thrown) {
    throw inWords(thrown, prepared);
  }
}

/** The rows that an append made, without reading them back. */
export function rowsOf({ encoded }: Prepared, outcome: Outcome): { readonly row: StoredRow; readonly bytes: number }[] {
  const count = encoded.ids.length;
  return encoded.ids.map((id, index) => {
    const data = encoded.data[index] ?? 'null';
    const meta = encoded.meta[index] ?? 'null';
    const row = {
      position: outcome.position - count + 1 + index,
      id,
      stream: encoded.stream,
      revision: outcome.revision - count + 1 + index,
      type: encoded.types[index] ?? '',
      recordedAt: outcome.recordedAt,
      data: JSON.parse(data),
      meta: JSON.parse(meta),
    };
    return { row, bytes: data.length + meta.length };
  });
}

import type { FetchMessageObject, FetchQueryObject } from 'imapflow';
import { readLibraryError } from '../library-error.ts';
import { isTooMuch } from '../throttling.ts';
import { commandError } from './command-error.ts';
import type { Connection } from './connection.ts';
import { fetchRows } from './rows.ts';
import { uidSets } from './uid-set.ts';

export interface Refused {
  readonly uid: number;
  readonly reason: string;
}

/** Takes a row; answers whether it holds what was asked for. */
export type TakeRow = (row: FetchMessageObject) => boolean;

/**
 * Asks for these in one go. Where the server says NO, halves of what it did not give are asked for until it is known
 * which messages it refuses (S8); rows that came before the NO count.
 * @param uids ascending
 */
export async function ask(
  connection: Connection,
  uids: readonly number[],
  query: FetchQueryObject,
  take: TakeRow,
): Promise<Refused[]> {
  const left = new Set(uids);
  try {
    for (const set of uidSets(uids)) {
      await fetchRows(connection, set, left, query, (row) => {
        if (take(row)) left.delete(row.uid);
      });
    }
    return [];
  } catch (error) {
    return await askForHalves(connection, [...left], query, take, error);
  }
}

async function askForHalves(
  connection: Connection,
  left: readonly number[],
  query: FetchQueryObject,
  take: TakeRow,
  error: unknown,
): Promise<Refused[]> {
  const [first] = left;
  const problem = commandError(connection, error, 'messages could not be fetched', { suspectUid: first });
  if (!connection.client.usable || isAboutRate(connection, error)) throw problem;
  if (first === undefined) return [];
  if (left.length === 1) return [{ uid: first, reason: reasonOf(connection, error) }];
  const middle = left.length >> 1;
  const before = await ask(connection, left.slice(0, middle), query, take);
  return [...before, ...(await ask(connection, left.slice(middle), query, take))];
}

function isAboutRate(connection: Connection, error: unknown): boolean {
  const { code, responseText } = readLibraryError(error);
  return code === 'ETHROTTLE' || isTooMuch(connection.lastAnswer().code, responseText);
}

function reasonOf(connection: Connection, error: unknown): string {
  const { responseText, message } = readLibraryError(error);
  return connection.redact(responseText === '' ? message : responseText);
}

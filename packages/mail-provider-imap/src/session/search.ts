import type { SearchObject } from 'imapflow';
import { commandError, refusal } from './command-error.ts';
import type { Connection } from './connection.ts';
import { ensureOpen } from './open.ts';
import { fetchRows } from './rows.ts';
import { sorted, uidSets, uidsIn } from './uid-set.ts';

const DAY_MS = 86_400_000;
/** A folder of more messages is no folder: a range of few bytes may not become a list without end (X16). */
const MOST_UIDS = 10_000_000;
const MAX_UID = 0xff_ff_ff_ff;

export interface Range {
  readonly from?: number;
  readonly to?: number;
  readonly since?: Date;
  readonly correspondent?: string;
}

/** The UIDs that are there, ascending. */
export async function findUids(connection: Connection, path: string, range: Range): Promise<number[]> {
  await ensureOpen(connection, path);
  const { from = 1, to = MAX_UID, since, correspondent } = range;
  const uid = to >= MAX_UID ? `${from}:*` : `${from}:${to}`;
  // `n:*` always holds the highest UID, also where that is below n (RFC 3501 §6.4.8).
  const inside = (found: readonly number[]) => found.filter((one) => one >= from && one <= to);
  const find = async (query: SearchObject) =>
    inside(await search(connection, { uid, ...query, ...withOne(correspondent) }));
  return since === undefined ? find({}) : arrivedSince(connection, since, find);
}

const withOne = (address: string | undefined): SearchObject =>
  address === undefined ? {} : { or: [{ from: address }, { to: address }, { cc: address }, { bcc: address }] };

/**
 * SINCE knows only days, and disregards their time zone (RFC 3501 §6.4.4). So the days around the moment are looked at
 * message by message, and the server decides about the rest.
 */
async function arrivedSince(
  connection: Connection,
  since: Date,
  find: (query: SearchObject) => Promise<number[]>,
): Promise<number[]> {
  const perhaps = await find({ since: shifted(since, -DAY_MS) });
  const surely = new Set(await find({ since: shifted(since, 2 * DAY_MS) }));
  const doubtful = perhaps.filter((uid) => !surely.has(uid));
  const late = await arrivalsFrom(connection, doubtful, since);
  return perhaps.filter((uid) => surely.has(uid) || late.has(uid));
}

async function arrivalsFrom(connection: Connection, uids: readonly number[], since: Date): Promise<Set<number>> {
  const late = new Set<number>();
  const asked = new Set(uids);
  try {
    for (const set of uidSets(sorted(uids))) {
      await fetchRows(connection, set, asked, { internalDate: true }, ({ uid, internalDate }) => {
        if (internalDate instanceof Date && internalDate >= since) late.add(uid);
      });
    }
  } catch (error) {
    throw commandError(connection, error, 'the dates of messages could not be read');
  }
  return late;
}

/** Every UID of the selected folder from this one on, ascending. */
export const searchFrom = async (connection: Connection, from: number): Promise<number[]> =>
  (await search(connection, { uid: `${from}:*` })).filter((uid) => uid >= from);

/** Ascending. By ESEARCH (RFC 4731) where offered: ranges, a hundredth of what one number after another takes. */
export async function search(connection: Connection, query: SearchObject): Promise<number[]> {
  try {
    const found = await connection.client.search(query, { uid: true, returnOptions: ['ALL'] });
    if (Array.isArray(found)) return found.toSorted((a, b) => a - b);
    if (found !== false && found !== undefined) return uidsIn(found.all ?? '', MOST_UIDS);
  } catch (error) {
    throw commandError(connection, error, 'a folder could not be searched');
  }
  throw refusal(connection, 'a folder could not be searched');
}

const shifted = (date: Date, ms: number): Date => new Date(date.getTime() + ms);

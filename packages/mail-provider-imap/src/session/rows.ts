import type { UidFlags } from '@mailfold/mail-provider';
import type { FetchMessageObject, FetchQueryObject, FetchOptions } from 'imapflow';
import type { Connection } from './connection.ts';
import { messageFlags } from './message-flags.ts';

/**
 * One UID FETCH. Rows are handed over as they come; what was not asked for (another client's flag changes come in between)
 * is left out.
 */
export async function fetchRows(
  { client }: Connection,
  set: string,
  wanted: ReadonlySet<number> | 'all',
  query: FetchQueryObject,
  onRow: (row: FetchMessageObject) => void,
  options: Pick<FetchOptions, 'changedSince'> = {},
): Promise<void> {
  for await (const row of client.fetch(set, { ...query, uid: true }, { ...options, uid: true })) {
    if (row.uid > 0 && (wanted === 'all' || wanted.has(row.uid))) onRow(row);
  }
}

/** The flags of these messages; the last answer counts where the server gives two. */
export async function flagRows(
  connection: Connection,
  set: string,
  wanted: ReadonlySet<number> | 'all',
  options: Pick<FetchOptions, 'changedSince'> = {},
): Promise<UidFlags[]> {
  const found = new Map<number, UidFlags>();
  const keep = ({ uid, flags }: FetchMessageObject) => {
    if (flags !== undefined) found.set(uid, { uid, flags: messageFlags(flags) });
  };
  await fetchRows(connection, set, wanted, { flags: true }, keep, options);
  return [...found.values()];
}

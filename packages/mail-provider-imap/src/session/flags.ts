import type { UidFlags } from '@mailfold/mail-provider';
import { commandError } from './command-error.ts';
import type { Connection } from './connection.ts';
import { ensureOpen } from './open.ts';
import { flagRows } from './rows.ts';
import { sorted, uidSets } from './uid-set.ts';

/** The flags of those of these messages that are there. */
export async function readFlags(connection: Connection, path: string, uids: readonly number[]): Promise<UidFlags[]> {
  await ensureOpen(connection, path);
  const wanted = new Set(uids);
  const found: UidFlags[] = [];
  try {
    for (const set of uidSets(sorted(uids))) found.push(...(await flagRows(connection, set, wanted)));
  } catch (error) {
    throw commandError(connection, error, 'flags could not be read');
  }
  return found;
}

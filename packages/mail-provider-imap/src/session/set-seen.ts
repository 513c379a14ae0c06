import { refusal } from './command-error.ts';
import type { Connection } from './connection.ts';
import { readFlags } from './flags.ts';
import { ensureOpen } from './open.ts';
import { sorted, uidSets } from './uid-set.ts';

/** Sets or clears \Seen, then looks: a STORE that changed nothing is reported as success by server and library alike. */
export async function setSeen(
  connection: Connection,
  path: string,
  uids: readonly number[],
  seen: boolean,
  epoch: number,
): Promise<number[]> {
  await ensureOpen(connection, path, epoch);
  for (const set of uidSets(sorted(uids))) await store(connection, set, seen);
  const now = await readFlags(connection, path, uids);
  return now.filter(({ flags }) => flags.seen === seen).map(({ uid }) => uid);
}

async function store(connection: Connection, set: string, seen: boolean): Promise<void> {
  const { client } = connection;
  const stored = seen
    ? await client.messageFlagsAdd(set, ['\\Seen'], { uid: true })
    : await client.messageFlagsRemove(set, ['\\Seen'], { uid: true });
  if (!stored) throw refusal(connection, 'messages could not be marked');
}

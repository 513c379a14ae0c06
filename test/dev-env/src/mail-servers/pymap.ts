import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { startChild } from './child-server.ts';
import type { RunningMailServer } from './description.ts';

const ANN = { user: 'ann', password: 'secret' };

/** Starts pymap with one user, in memory. @param installed what `servers/fetch.sh pymap` made */
export async function startPymap(installed: string, folder: string): Promise<RunningMailServer> {
  const port = await freePort();
  const program = join(folder, 'pymap');
  const lib = join(installed, 'lib');
  await symlink(join(lib, 'bin', 'pymap'), program);
  const listen = ['--host', '127.0.0.1', '--port', String(port), '--no-tls'];
  const backend = ['dict', '--demo-user', ANN.user, '--demo-password', ANN.password];
  const server = await startChild({
    folder,
    command: 'python3',
    args: [program, ...listen, ...backend],
    env: { PYTHONPATH: lib },
    port,
  });
  return { description: { host: '127.0.0.1', port, ...ANN }, stop: () => server.kill() };
}

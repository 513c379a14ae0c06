import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '@mailfold/kernel';
import { clusterError } from './cluster-error.ts';
import type { ClusterFolder } from './cluster-folder.ts';
import { Ownership } from './ownership.ts';
import { isAlive, readPidFile } from './pid-file.ts';

const STOP_WITHIN_MS = 30_000;

// A number may belong to another program by now, after a restart of the machine. Where there is no /proc: believe it.
const isPostgres = async (pid: number): Promise<boolean> =>
  readFile(`/proc/${pid}/cmdline`, 'utf8').then(
    (command) => command.includes('postgres'),
    () => process.platform !== 'linux',
  );

// It takes its file away as the last thing; its number may stay with a parent that does not ask for it.
async function end(pid: number, dataFolder: string): Promise<void> {
  process.kill(pid, 'SIGINT');
  const runs = async (): Promise<boolean> => isAlive(pid) && (await readPidFile(dataFolder))?.pid === pid;
  for (const deadline = performance.now() + STOP_WITHIN_MS; await runs(); await delay(20)) {
    if (performance.now() > deadline) {
      throw clusterError('failed', `PostgreSQL of an earlier run (process ${pid}) does not stop: end it by hand`);
    }
  }
}

/**
 * Stops the server that a killed process left running over this folder. Rejects with `read-store/cluster-in-use` when
 * the process that started it lives.
 */
export async function stopLeftOver(
  folder: ClusterFolder,
  urlOf: (port: number) => string,
  log: (line: string) => void,
): Promise<void> {
  const left = await readPidFile(folder.data);
  if (left === undefined || !isAlive(left.pid)) return;
  if (!(await isPostgres(left.pid))) return rm(join(folder.data, 'postmaster.pid'), { force: true });
  const ownership = await Ownership.take(urlOf(left.port)).catch((cause: unknown) => {
    const found = `PostgreSQL (process ${left.pid}) runs over ${folder.data} but does not let us in: ${messageOf(cause)}`;
    throw clusterError('in-use', `${found}; end it by hand if nothing uses it`, cause);
  });
  if (ownership === undefined) {
    const advice = 'stop that one first, or choose another data directory';
    throw clusterError('in-use', `another mailfold process uses ${folder.path}: ${advice}`);
  }
  log(`stopping PostgreSQL (process ${left.pid}), which a run that was killed had left`);
  await ownership.release();
  await end(left.pid, folder.data);
}

import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopServersOf } from './left-over-servers.ts';

const PREFIX = 'mailfold-test-';

/**
 * A temporary folder for the servers of this run, named after the process that owns it.
 * What a crashed run left behind (its folder, and servers that still run in it) is cleared away first.
 */
export async function createRunFolder(): Promise<string> {
  await clearLeftOvers();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  await chmod(folder, 0o755); // servers started as root run as users of their own
  await mkdir(folder, { recursive: true });
  return folder;
}

async function clearLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(tmpdir(), name);
    await stopServersOf(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

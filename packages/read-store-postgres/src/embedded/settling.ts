import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { ClusterFolder } from './cluster-folder.ts';

const execute = promisify(execFile);

/** Differs after each start of the machine (random(4)); undefined where the system does not tell. */
export const bootOfMachine = (): Promise<string | undefined> =>
  readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    (id) => id.trim(),
    () => undefined,
  );

/**
 * Notes that the data folder about to be made may not be on the disk when the machine dies: waiting for a thousand small
 * files takes a good part of the first start, on a busy disk seconds.
 */
export const beginUnsettled = (folder: ClusterFolder, boot: string): Promise<void> =>
  writeFile(folder.unsettledFile, boot, { flush: true });

/** Removes a data folder of which parts may be missing, because the machine died soon after it was made. */
export async function forgetLost(folder: ClusterFolder, log: (line: string) => void): Promise<void> {
  const madeIn = await readFile(folder.unsettledFile, 'utf8').catch(() => undefined);
  if (madeIn === undefined || madeIn === (await bootOfMachine())) return;
  log(`the machine stopped before the new database was on the disk; making it anew in ${folder.data}`);
  await rm(folder.data, { recursive: true, force: true });
  await rm(folder.unsettledFile, { force: true });
}

/** Brings a new data folder to the disk, beside the server that uses it already. What is cut short is done by the next start. */
export async function settle(
  folder: ClusterFolder,
  binaries: Binaries,
  account: Account,
  signal: AbortSignal,
): Promise<void> {
  const boot = await readFile(folder.unsettledFile, 'utf8').catch(() => undefined);
  if (boot === undefined) return;
  await execute(binaries.initdb, ['--sync-only', `--pgdata=${folder.data}`], { ...account, signal });
  await rm(folder.unsettledFile, { force: true });
}

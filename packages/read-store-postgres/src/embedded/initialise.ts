import { execFile } from 'node:child_process';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { messageOf } from '@mailfold/kernel';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { clusterError } from './cluster-error.ts';
import type { ClusterFolder } from './cluster-folder.ts';
import { beginUnsettled, bootOfMachine } from './settling.ts';

export const SUPERUSER = 'mailfold';

const execute = promisify(execFile);

// The same order of text on every machine, whatever locales it has.
const FLAGS = [
  `--username=${SUPERUSER}`,
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--auth-host=scram-sha-256',
  '--auth-local=scram-sha-256',
];

const own = async (path: string, account: Account): Promise<void> => {
  if (account.uid !== undefined && account.gid !== undefined) await chown(path, account.uid, account.gid);
};

/** Makes the server's data folder aside and moves it into place, so that a crash leaves no half one. */
export async function initialise(
  folder: ClusterFolder,
  binaries: Binaries,
  account: Account,
  onSpawn?: () => void,
): Promise<void> {
  const unfinished = `${folder.data}.new`;
  const passwordFile = `${folder.data}.pwfile`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await own(unfinished, account);
  try {
    await writeFile(passwordFile, `${await folder.password()}\n`, { mode: 0o600 });
    await own(passwordFile, account);
    const boot = await bootOfMachine();
    if (boot !== undefined) await beginUnsettled(folder, boot);
    const sync = boot === undefined ? [] : ['--no-sync'];
    const args = [`--pgdata=${unfinished}`, `--pwfile=${passwordFile}`, ...FLAGS, ...sync];
    const made = execute(binaries.initdb, args, { ...account });
    made.child.once('spawn', () => onSpawn?.());
    await made;
    await rename(unfinished, folder.data);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    await rm(folder.unsettledFile, { force: true });
    throw clusterError('failed', `PostgreSQL's data folder could not be made: ${messageOf(cause)}`, cause);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

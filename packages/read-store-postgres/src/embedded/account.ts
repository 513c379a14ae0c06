import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { clusterError } from './cluster-error.ts';

const execute = promisify(execFile);
const NAME = 'postgres';

/** Whom the server runs as; empty: as we do. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

async function numberOf(flag: '-u' | '-g'): Promise<number> {
  const { stdout } = await execute('id', [flag, NAME]);
  return Number.parseInt(stdout, 10);
}

async function lookUp(): Promise<Account> {
  const [uid, gid] = await Promise.all([numberOf('-u'), numberOf('-g')]);
  return { uid, gid };
}

async function create(): Promise<Account> {
  try {
    await execute('groupadd', ['--system', NAME]).catch(() => undefined);
    await execute('useradd', ['--system', '--no-create-home', '-g', NAME, NAME]);
    return await lookUp();
  } catch (cause) {
    const advice = `add a user "${NAME}", or start mailfold as another user than root`;
    throw clusterError(
      'no-account',
      `PostgreSQL refuses to run as root and no account could be made for it: ${advice}`,
      cause,
    );
  }
}

/** PostgreSQL refuses to run as root: then it runs as `postgres`, which is made when it does not exist. */
export async function serverAccount(): Promise<Account> {
  if (userInfo().uid !== 0) return {};
  return lookUp().catch(create);
}

/** Another account than ours must be able to pass through every folder above the path. */
export async function requireReachable(path: string, account: Account): Promise<void> {
  if (account.uid === undefined) return;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) {
      const advice = `choose another folder, or allow passing: chmod o+x ${folder}`;
      throw clusterError(
        'folder',
        `PostgreSQL runs as "${NAME}", which cannot reach ${path} through ${folder}: ${advice}`,
      );
    }
    if (folder === dirname(folder)) return;
  }
}

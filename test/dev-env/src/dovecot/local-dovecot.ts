import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { until } from '../conditions.ts';
import { serverEnvironment } from '../config.ts';
import { freePort, isFree } from '../free-port.ts';
import { answersAt } from './answers-at.ts';
import type { RunningDovecot } from './description.ts';
import type { layout } from './config-file.ts';
import { prepareFolder } from './prepare-folder.ts';
import type { DovecotSetup } from './variant.ts';

const NOBODY = 65_534;
const run = promisify(execFile);

/** The version of the Dovecot on the PATH, as in `2.3.19.1`; undefined where there is none. */
export async function localDovecotVersion(): Promise<string | undefined> {
  try {
    const { stdout } = await run('dovecot', ['--version'], { env: serverEnvironment() });
    return stdout.split(' ')[0];
  } catch {
    return undefined; // not installed
  }
}

/** Starts the Dovecot on the PATH, on free ports of loopback. */
export async function startLocalDovecot(folder: string, setup: DovecotSetup): Promise<RunningDovecot> {
  const { uid, gid, username } = userInfo();
  const mailOwner = uid === 0 ? { uid: NOBODY, gid: NOBODY } : { uid, gid };
  const runBy = uid === 0 ? undefined : { user: username, group: await groupName() };
  const ports = { imap: await freePort(), imaps: await freePort(), lmtp: await freePort() };
  const at = await prepareFolder({ folder, ...setup, listen: '127.0.0.1', ports, mailOwner, runBy });
  let server = await serve(at, ports.imap);
  return {
    description: {
      host: '127.0.0.1',
      port: ports.imap,
      tlsPort: ports.imaps,
      lmtpPort: ports.lmtp,
      certificate: await readFile(at.certificate, 'utf8'),
      doveadm: ['doveadm', '-c', at.config],
      users: at.users,
      homes: at.homes,
      mailOwner,
    },
    halt: () => server.kill(),
    resume: async () => {
      // Its other processes let go of the ports a moment after the main one has ended.
      for (const port of Object.values(ports)) await until(() => isFree(port), { what: `port ${port} being free` });
      // And of the sockets in its folder a moment later still: until then it "is already running".
      server = await until(() => serve(at, ports.imap), { what: 'Dovecot starting again' });
    },
    stop: () => server.kill(),
  };
}

async function serve(at: ReturnType<typeof layout>, port: number): Promise<{ kill(): Promise<void> }> {
  // A process group of its own: Dovecot takes a second to end by itself, the group ends at once, as in a power cut.
  const options = { stdio: 'ignore', env: serverEnvironment(), detached: true } as const;
  const server = spawn('dovecot', ['-F', '-c', at.config], options);
  const ended = once(server, 'exit');
  const failed = ended.then(async () => {
    throw new Error(`Dovecot ended:\n${(await readFile(at.log, 'utf8')).slice(-2_000)}`);
  });
  await Promise.race([failed, until(() => answersAt(port), { what: 'Dovecot answering' })]);
  failed.catch(() => undefined); // from here on its end is not a failure
  const { pid } = server;
  return {
    kill: async () => {
      if (pid !== undefined && server.exitCode === null && server.signalCode === null) process.kill(-pid, 'SIGKILL');
      await ended;
    },
  };
}

async function groupName(): Promise<string> {
  return (await run('id', ['-gn'])).stdout.trim();
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../conditions.ts';
import { serverEnvironment } from '../config.ts';
import { answersAt } from '../dovecot/answers-at.ts';

export type ServerCommand = {
  /** The run's folder of this server; its output goes there. The command line has to name it: by that it is found again. */
  readonly folder: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Of loopback, where it greets when it is up. */
  readonly port: number;
  readonly within?: number;
};

/** Starts a server as a process group of its own and waits for its greeting. @throws Error with the end of what it said */
export async function startChild(server: ServerCommand): Promise<{ kill(): Promise<void> }> {
  const { folder, command, args, env = {}, port, within = 20_000 } = server;
  const log = join(folder, 'output.log');
  const output = openSync(log, 'a');
  const options = { cwd: folder, env: { ...serverEnvironment(), ...env }, detached: true } as const;
  const child = spawn(command, args, { ...options, stdio: ['ignore', output, output] });
  closeSync(output);
  const ended = Promise.race([once(child, 'exit'), once(child, 'error')]);
  const failed = ended.then(async () => {
    throw new Error(`${command} ended:\n${(await readFile(log, 'utf8')).slice(-2_000)}`);
  });
  const kill = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
    await ended.catch(() => undefined);
  };
  try {
    await writeFile(join(folder, 'server.pid'), `${child.pid ?? ''}\n`);
    await Promise.race([failed, until(() => answersAt(port), { what: `${command} answering`, within })]);
  } catch (error) {
    await kill();
    throw error;
  }
  failed.catch(() => undefined); // from here on its end is not a failure
  return { kill };
}

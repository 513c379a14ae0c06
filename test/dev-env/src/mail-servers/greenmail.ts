import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { startChild } from './child-server.ts';
import type { RunningMailServer } from './description.ts';

const ANN = { user: 'ann', password: 'secret' };

/** Starts GreenMail with one user. @param installed what `servers/fetch.sh greenmail` made */
export async function startGreenMail(installed: string, folder: string): Promise<RunningMailServer> {
  const port = await freePort();
  const libs = join(installed, 'libs');
  const [jar = ''] = (await readdir(libs)).filter((name) => name.startsWith('greenmail-standalone'));
  const settings = [
    `imap.port=${port}`,
    'imap.hostname=127.0.0.1',
    `users=${ANN.user}:${ANN.password}@localhost`,
    'users.login=local_part',
  ].map((setting) => `-Dgreenmail.${setting}`);
  const jvm = ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Djava.io.tmpdir=${folder}`];
  const server = await startChild({
    folder,
    command: 'java',
    args: [...jvm, ...settings, '-jar', join(libs, jar)],
    port,
  });
  return { description: { host: '127.0.0.1', port, ...ANN }, stop: () => server.kill() };
}

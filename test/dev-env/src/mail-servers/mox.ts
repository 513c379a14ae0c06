import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../free-port.ts';
import { startChild } from './child-server.ts';
import type { RunningMailServer } from './description.ts';

/** The user of `mox localserve`. */
const MOX = { user: 'mox@localhost', password: 'moxmoxmox' };

/** Starts `mox localserve` with IMAP alone. @param installed what `servers/fetch.sh mox` made */
export async function startMox(installed: string, folder: string): Promise<RunningMailServer> {
  const port = await freePort();
  const mox = join(installed, 'mox');
  const at = join(folder, 'data');
  await promisify(execFile)(mox, ['localserve', '-initonly', '-dir', at, '-ip', '127.0.0.1']);
  await rewrite(join(at, 'mox.conf'), (text) => onlyImap(text, port));
  await rewrite(join(at, 'domains.conf'), withoutFilters);
  const server = await startChild({ folder, command: mox, args: ['localserve', '-dir', at], port });
  return { description: { host: '127.0.0.1', port, ...MOX }, stop: () => server.kill() };
}

async function rewrite(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
}

/** Its other listeners have fixed ports, which two servers could not share. */
function onlyImap(text: string, port: number): string {
  let service = '';
  const lines = text.split('\n').map((line) => {
    service = /^\t\t([A-Z]\w*):\s*$/.exec(line)?.[1] ?? service;
    if (service !== 'IMAP') return line.replace(/^\t\t\tEnabled: true/, '\t\t\tEnabled: false');
    return line.replace(/^\t\t\tPort: .*/, `\t\t\tPort: ${port}`);
  });
  return lines
    .join('\n')
    .replace(/^LogLevel: .*/m, 'LogLevel: error')
    .replace(/^Pedantic: .*/m, 'Pedantic: false');
}

/** Untrained, the filter takes everything for spam; the handlers of web pages need a listener that is off. */
function withoutFilters(text: string): string {
  return text.replace(/\t\tJunkFilter:\n(\t\t\t.*\n|\n)*/, '').replace(/^WebHandlers:\n[^]*/m, '');
}

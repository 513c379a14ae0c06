import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TemporaryFolder } from '../temporary-folder.ts';
import type { MailServer } from './mail-server.ts';

const run = promisify(execFile);

const configFile = ({ host, port, user, password }: MailServer, folder: string): string => `
FSync yes

IMAPAccount bench
Host ${host}
Port ${port}
User ${user}
Pass ${password}
SSLType None
AuthMechs LOGIN

IMAPStore far
Account bench

MaildirStore near
Path ${folder}/mail/
Inbox ${folder}/mail/INBOX
SubFolders Verbatim

Channel pull
Far :far:
Near :near:
Patterns *
Sync Pull
Create Near
SyncState *
`;

/** The version of mbsync. @throws RangeError where it is not installed */
export async function mbsyncVersion(): Promise<string> {
  try {
    return (await run('mbsync', ['--version'])).stdout.trim();
  } catch {
    throw new RangeError('not run: mbsync (apt-get install isync)');
  }
}

/** Pulls the whole mailbox into a fresh Maildir, flushed to the disk as it does by itself. @returns seconds */
export async function pullWithMbsync(server: MailServer, count: number): Promise<number> {
  await using folder = await TemporaryFolder.make('mbsync');
  const config = join(folder.path, 'mbsyncrc');
  await mkdir(join(folder.path, 'mail'));
  await writeFile(config, configFile(server, folder.path), { mode: 0o600 });
  const began = performance.now();
  await run('mbsync', ['-c', config, '-q', 'pull'], { cwd: folder.path });
  const seconds = (performance.now() - began) / 1_000;
  const there = await messagesIn(join(folder.path, 'mail', 'INBOX'));
  if (there !== count) throw new Error(`mbsync pulled ${there} of ${count} messages`);
  return seconds;
}

async function messagesIn(maildir: string): Promise<number> {
  const parts = await Promise.all(['cur', 'new'].map((part) => readdir(join(maildir, part))));
  return parts.flat().length;
}

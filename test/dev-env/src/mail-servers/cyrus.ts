import { chown, mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { startChild } from './child-server.ts';
import type { RunningMailServer } from './description.ts';

const ANN = { user: 'ann', password: 'secret' };
const NOBODY = 65_534;

/** Starts Cyrus, whose user gets a mailbox at the first login. @param installed what `servers/fetch.sh cyrus` made */
export async function startCyrus(installed: string, folder: string): Promise<RunningMailServer> {
  const port = await freePort();
  const at = { root: join(installed, 'root'), imapd: join(folder, 'imapd.conf'), master: join(folder, 'cyrus.conf') };
  for (const name of ['conf', 'spool', 'run']) await serversOwn(join(folder, name));
  await writeFile(at.imapd, imapdConf(folder));
  await writeFile(at.master, masterConf(join(at.root, 'usr/lib/cyrus/bin'), at.imapd, port));
  const server = await startChild({
    folder,
    command: join(at.root, 'usr/sbin/cyrmaster'),
    args: ['-C', at.imapd, '-M', at.master, '-p', join(folder, 'run/pid'), '-D', '-L', join(folder, 'master.log')],
    env: { LD_LIBRARY_PATH: ['usr/lib', 'lib'].map((lib) => join(at.root, lib, 'x86_64-linux-gnu')).join(':') },
    port,
  });
  return { description: { host: '127.0.0.1', port, ...ANN }, stop: () => server.kill() };
}

/** Root's Cyrus changes to a user without rights. */
async function serversOwn(path: string): Promise<void> {
  await mkdir(path);
  if (userInfo().uid === 0) await chown(path, NOBODY, NOBODY);
}

const imapdConf = (folder: string): string => `configdirectory: ${folder}/conf
partition-default: ${folder}/spool
defaultpartition: default
cyrus_user: ${userInfo().uid === 0 ? 'nobody' : userInfo().username}
${userInfo().uid === 0 ? 'cyrus_group: nogroup\n' : ''}idlesocket: ${folder}/run/idle
lmtpsocket: ${folder}/run/lmtp
master_ready_file: ${folder}/run/ready
proc_path: ${folder}/run/proc
mboxname_lockpath: ${folder}/run/lock
allowplaintext: yes
altnamespace: yes
unixhierarchysep: yes
autocreate_quota: 0
conversations: yes
imapidlepoll: 1
sasl_mech_list: PLAIN
sasl_pwcheck_method: alwaystrue
`;

const masterConf = (programs: string, config: string, port: number): string => `START {
  recover cmd="${programs}/ctl_cyrusdb -C ${config} -r"
  idled cmd="${programs}/idled -C ${config}"
}
SERVICES {
  imap cmd="${programs}/imapd -C ${config}" listen="127.0.0.1:${port}" proto="tcp4" prefork=1
}
`;

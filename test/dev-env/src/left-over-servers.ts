import { glob, readFile } from 'node:fs/promises';
import { until } from './conditions.ts';

/** Where the servers started here write their process id: first line, below the run's folder. */
const PID_FILES = ['*/postmaster.pid', '*/base/master.pid', '*/server.pid'];

/** Ends the servers whose pid files lie below a folder, asking first that the process really works there. */
export async function stopServersOf(folder: string): Promise<void> {
  for await (const file of glob(PID_FILES, { cwd: folder })) {
    const pid = Number.parseInt(await readFile(`${folder}/${file}`, 'utf8'), 10);
    if (!(await worksIn(pid, folder))) continue;
    process.kill(pid, 'SIGQUIT');
    await until(async () => !(await worksIn(pid, folder)), { what: `the end of process ${pid}`, within: 5_000 });
  }
}

/** A pid may have been given to somebody else since: only a command line that names the folder is ours. */
async function worksIn(pid: number, folder: string): Promise<boolean> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes(folder);
  } catch {
    return false; // gone, or a system without /proc: then it is left alone
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface JavaProcess {
  readonly pid: number;
  readonly ended: Promise<void>;
}

/**
 * The shell holds the pipe from this process: whatever ends this process closes the pipe, and that ends Java. Its first line is Java's pid.
 */
const WITH_ITS_PARENT = `
log=$1
shift
exec 3<&0
java "$@" 3<&- </dev/null >>"$log" 2>&1 &
java=$!
echo $java
( cat <&3 >/dev/null; kill -9 $java 2>/dev/null ) >/dev/null 2>&1 &
wait $java`;

/** Starts Java with these arguments; it dies with this process. @param log the file that its output is added to */
export async function startJava(args: readonly string[], log: string): Promise<JavaProcess> {
  const shell = spawn('sh', ['-c', WITH_ITS_PARENT, 'sh', log, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true, // Ctrl-C is for whoever asked for it
  });
  const ended = once(shell, 'exit').then(() => void shell.stdin.end());
  const lines = createInterface({ input: shell.stdout });
  const [first] = await Promise.race([once(lines, 'line'), ended.then(() => [])]);
  lines.close();
  const pid = Number(first);
  if (!Number.isInteger(pid)) throw new Error('the shell that starts Java ended at once');
  return { pid, ended };
}

export function signalTo(pid: number, signal: 'SIGKILL' | 'SIGTERM'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { announceDesk } from '../config.ts';

export type Desk = {
  readonly address: string;
  /** Stops every server of this run. */
  close(): Promise<void>;
};

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

let opened: Promise<Desk> | undefined;

/**
 * Opens the desk: one process that starts the servers of a run when they are asked for and stops them at its end.
 * It lives as long as the pipe to this process does, so that servers never outlive a run, even one that was killed.
 */
export function openDesk(): Promise<Desk> {
  opened ??= spawnDesk();
  return opened;
}

async function spawnDesk(): Promise<Desk> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true, // Ctrl-C is for the run; the desk ends after it
  });
  const lines = createInterface({ input: child.stdout });
  const [first] = await Promise.race([once(lines, 'line'), once(child, 'exit')]);
  if (typeof first !== 'string') throw new Error('the desk for test servers ended before it was open');
  announceDesk(first);
  lines.close();
  child.unref();
  for (const pipe of [child.stdin, child.stdout]) if (pipe instanceof Socket) pipe.unref();
  return {
    address: first,
    close: async () => {
      const ended = once(child, 'exit');
      child.ref();
      child.stdin.end();
      await ended;
      announceDesk(undefined);
      opened = undefined;
    },
  };
}

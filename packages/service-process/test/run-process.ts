import { execFile } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, 'small-service.ts');
/** One that waits for a Kafka that is not there has said by then what it had to say. */
const PATIENCE_MS = 20_000;

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The small service as a process, with this environment and no other. */
export const runProcess = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> =>
  new Promise((resolve) => {
    const options = { env, timeout: PATIENCE_MS };
    const child = execFile(process.execPath, [MAIN, ...args], options, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

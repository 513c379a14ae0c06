import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export type Check = { readonly name: string; readonly command: string };

export type CheckResult = {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** What it printed, both streams. */
  readonly output: string;
};

/** Runs one check to its end, with the tools of the workspace on the PATH. @param root folder of this clone */
export async function runCheck(root: string, { name, command }: Check): Promise<CheckResult> {
  const started = performance.now();
  const child = spawn(`PATH="${root}/node_modules/.bin:$PATH"; { ${command}; } 2>&1`, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [[code], output] = await Promise.all([once(child, 'exit'), text(child.stdout)]);
  return { name, passed: code === 0, seconds: (performance.now() - started) / 1000, output };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ApiClient, createClient } from '@mailfold/client';
import { ProcessMeter } from '../engine/process-meter.ts';
import { processTree } from '../engine/process-tree.ts';
import { engineEnvironment } from '../config.ts';

const ROOT = join(import.meta.dirname, '../../..');
const READY = /^API ready at (\S+)/;

/** `npm start`, as a person types it. */
export class NpmStart implements AsyncDisposable {
  /** When the line that the API is ready was read; as `performance.now()`. */
  readonly readyAt: number;
  readonly client: ApiClient;
  readonly meter: ProcessMeter;
  readonly #npm: ChildProcess;

  private constructor(npm: ChildProcess, readyAt: number, client: ApiClient) {
    this.#npm = npm;
    this.readyAt = readyAt;
    this.client = client;
    this.meter = new ProcessMeter(engineBelow(npm.pid ?? 0));
  }

  static async run(dataDirectory: string, args: readonly string[]): Promise<NpmStart> {
    const npm = spawn('npm', ['start', '--silent', '--', '--data', dataDirectory, '--port', '0', ...args], {
      cwd: ROOT,
      env: { ...engineEnvironment(), MAILFOLD_ALLOW_CLEARTEXT: '127.0.0.1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const url = await readyUrl(npm);
    const readyAt = performance.now();
    return new NpmStart(npm, readyAt, createClient({ url, key: await serviceKey(dataDirectory) }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.meter.stop();
    if (this.#npm.exitCode !== null || this.#npm.signalCode !== null) return;
    const ended = once(this.#npm, 'exit');
    this.#npm.kill('SIGTERM');
    await ended;
  }
}

async function readyUrl({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new TypeError('npm start was spawned without its stderr');
  const said: string[] = [];
  const lines = createInterface({ input: stderr });
  const url = new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      const [, found] = READY.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    lines.once('close', () => reject(new Error(`npm start ended:\n${said.join('\n')}`)));
  });
  return url;
}

/** Written beside the data a moment after the API is ready. */
async function serviceKey(dataDirectory: string): Promise<string> {
  for (;;) {
    const text = await readFile(join(dataDirectory, 'api.json'), 'utf8').catch(() => undefined);
    if (text !== undefined) return (JSON.parse(text) as { readonly serviceKey: string }).serviceKey;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** npm, a shell and the bootstrap come before the engine: the first process that has PostgreSQL below it. */
function engineBelow(pid: number): number {
  const tree = processTree(pid);
  const engine = tree.findLast(
    ({ pid: one }) => processTree(one).some(({ name }) => name === 'postgres') && !isPostgres(tree, one),
  );
  return engine?.pid ?? pid;
}

const isPostgres = (tree: ReturnType<typeof processTree>, pid: number): boolean =>
  tree.some((one) => one.pid === pid && one.name === 'postgres');

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ApiClient, createClient, goesOn } from '@mailfold/client';
import { until } from '@mailfold/dev-env';
import type { DataFolder } from './data-folder.ts';
import { type Ended, Program } from './program.ts';

export interface MailfoldOptions {
  /** Arguments of `mailfold up`; default: without the demo company. */
  readonly args?: readonly string[];
  /** Seconds between rounds through all folders. */
  readonly roundSeconds?: number;
  /** Further settings. */
  readonly env?: Readonly<Record<string, string>>;
}

const READY = /API ready at (\S+)/;

/** A mailfold in a process of its own, over a data directory of the journey; spoken to by its API alone. */
export class Mailfold implements AsyncDisposable {
  readonly client: ApiClient;
  readonly program: Program;

  private constructor(program: Program, client: ApiClient) {
    this.program = program;
    this.client = client;
  }

  /** Resolves when its API answers. Rejects with what it said when it ends instead. */
  static async start(data: DataFolder, options: MailfoldOptions = {}): Promise<Mailfold> {
    const { args = ['--no-demo'], roundSeconds = 1, env = {} } = options;
    const program = new Program('up', ['--data', data.path, '--port', '0', ...args], {
      env: { MAILFOLD_ROUND_SECONDS: String(roundSeconds), ...allowed(args), ...env },
    });
    const address = until(() => addressOf(program, data.path), { within: 60_000, what: 'the API of mailfold' });
    const told = await Promise.race([address, program.ended]);
    if ('err' in told) throw new Error(`mailfold ended instead of starting: ${told.err}`);
    return new Mailfold(program, createClient({ url: told.url, key: told.serviceKey }));
  }

  /** Every processor at an unchanged head, twice, and no account with anything left to catch up. */
  async settle(within = 60_000): Promise<void> {
    let before: number | undefined;
    await until(
      async () => {
        const at = await this.#quietHead();
        const isSettled = at !== undefined && at === before;
        before = at;
        return isSettled;
      },
      { within, every: 50, what: 'everything being settled' },
    );
  }

  /** The end that nobody can prepare for. */
  async kill(): Promise<Ended> {
    return this.program.end('SIGKILL');
  }

  /** Ctrl-C. */
  async stop(): Promise<Ended> {
    return this.program.end('SIGINT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.program.hasEnded) await this.program.end('SIGKILL');
  }

  async #quietHead(): Promise<number | undefined> {
    const { items } = await this.client.accounts.list({ limit: 200 });
    if (items.some(goesOn)) return undefined;
    const { head, processors } = await this.client.operation.progress();
    return processors.every(({ position }) => position >= head) ? head : undefined;
  }
}

/** Servers of a journey are on this machine; those of the demo need no such word. */
const allowed = (args: readonly string[]): Readonly<Record<string, string>> =>
  args.includes('--no-demo') ? { MAILFOLD_ALLOW_HOSTS: '127.0.0.1' } : {};

/** What `api.json` says, once it is about this process. */
const addressOf = async (program: Program, path: string) => {
  const url = READY.exec(program.said)?.[1];
  const told = JSON.parse(await readFile(join(path, 'api.json'), 'utf8')) as { url: string; serviceKey: string };
  return url === told.url && told;
};

import { type ApiClient, createClient } from '@mailfold/client';
import { DataDirectory } from '@mailfold/embedded';
import { type Local, settle, startLocal } from '@mailfold/local';
import { setTimeout as pause } from 'node:timers/promises';
import { ServicesMeter } from './services-meter.ts';

const LOOK_MS = 200;
const PATIENCE_MS = 600_000;

/** Kafka, PostgreSQL, every service and the gateway as processes of this machine, from a fresh data directory. */
export class DistributedEngine implements AsyncDisposable {
  readonly local: Local;
  readonly client: ApiClient;
  readonly meter: ServicesMeter;
  readonly #deaths: readonly string[];
  readonly #open: AsyncDisposableStack;

  private constructor(local: Local, deaths: readonly string[], open: AsyncDisposableStack) {
    this.local = local;
    this.client = createClient({ url: local.url, key: local.identity.serviceKey });
    this.meter = new ServicesMeter(local);
    this.#deaths = deaths;
    this.#open = open;
  }

  /** @param profile folder for CPU profiles of the services */
  static async start(dataDirectory: string, profile: string | undefined): Promise<DistributedEngine> {
    await using stack = new AsyncDisposableStack();
    const data = stack.use(await DataDirectory.take(dataDirectory));
    const deaths: string[] = [];
    const local = stack.use(
      await startLocal({
        data,
        logLevel: 'warn',
        say: (line) => deaths.push(line),
        env: {
          MAILFOLD_ALLOW_CLEARTEXT: '127.0.0.1',
          MAILFOLD_ALLOW_HOSTS: '127.0.0.1',
          MAILFOLD_ROUND_SECONDS: '30',
          ...(profile === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` }),
        },
      }),
    );
    return new DistributedEngine(local, deaths, stack.move());
  }

  /** Resolves when every account is proved complete and every processor stands at an unchanged head. */
  async settle(): Promise<void> {
    const late = AbortSignal.timeout(PATIENCE_MS);
    // A look into the rows costs the services nothing while mail is coming; the last steps are looked at closely.
    while (!(await this.#isComplete())) await pause(LOOK_MS, undefined, { signal: late });
    await settle(this.client, late);
    late.throwIfAborted();
    this.expectAllAlive();
  }

  /** @throws Error where a process had to be started again: then nothing was measured that counts */
  expectAllAlive(): void {
    if (this.#deaths.length > 0) throw new Error(this.#deaths.join('\n'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.meter.stop();
    await this.#open.disposeAsync();
  }

  async #isComplete(): Promise<boolean> {
    const rows = await this.local.rows.query('select 1 from accounts.account where proved is not true');
    return rows.length === 0;
  }
}

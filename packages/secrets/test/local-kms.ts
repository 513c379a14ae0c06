import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import type { Need } from '@mailfold/dev-env';

const PROGRAM = resolve(import.meta.dirname, '../../../.runtime/servers/local-kms/local-kms');

const NOBODY = { accessKeyId: 'none', secretAccessKey: 'none' };

/** An emulator of AWS KMS (nsmithuk/local-kms): its protocol and its rules, without its signatures and its policies. */
export class LocalKms implements AsyncDisposable {
  readonly url: string;
  readonly #client: KMSClient;
  readonly #signal: (signal: NodeJS.Signals) => void;
  readonly #stack: AsyncDisposableStack;

  private constructor(url: string, signal: (signal: NodeJS.Signals) => void, stack: AsyncDisposableStack) {
    this.url = url;
    this.#client = new KMSClient({ endpoint: url, region: 'eu-west-2', credentials: NOBODY });
    this.#signal = signal;
    this.#stack = stack;
  }

  static async start(): Promise<LocalKms> {
    await using stack = new AsyncDisposableStack();
    const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'mailfold-kms-')), (one) => rm(one, { recursive: true }));
    const child = spawn(PROGRAM, [folder], { stdio: ['pipe', 'pipe', 'ignore'] });
    stack.defer(async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    });
    const [port] = await once(createInterface({ input: child.stdout }), 'line');
    return new LocalKms(`http://127.0.0.1:${String(port)}`, (signal) => child.kill(signal), stack.move());
  }

  /** @returns its ARN */
  async createKey(alias: string): Promise<string> {
    const { KeyMetadata } = await this.#client.send(new CreateKeyCommand({}));
    await this.#client.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: KeyMetadata?.KeyId }));
    return KeyMetadata?.Arn ?? '';
  }

  async disable(key: string): Promise<void> {
    await this.#client.send(new DisableKeyCommand({ KeyId: key }));
  }

  async enable(key: string): Promise<void> {
    await this.#client.send(new EnableKeyCommand({ KeyId: key }));
  }

  /** Connections are taken, and nothing answers. */
  halt(): void {
    this.#signal('SIGSTOP');
  }

  resume(): void {
    this.#signal('SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.destroy();
    await this.#stack.disposeAsync();
  }
}

export const findLocalKms = (): Need<typeof LocalKms.start> =>
  existsSync(PROGRAM)
    ? { found: () => LocalKms.start() }
    : { missing: 'an emulator of AWS KMS', howToGetIt: 'test/dev-env/servers/fetch.sh local-kms (Go)' };

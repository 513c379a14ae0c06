import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type ApiClient, createClient } from '@mailfold/client';
import type { EngineAsk, EngineOrder, EngineTell } from './messages.ts';
import { ProcessMeter } from './process-meter.ts';
import { ENGINE_FLAGS } from '../../../infra/bootstrap/engine-flags.mjs';
import { engineEnvironment } from '../config.ts';

/** An engine that runs in a process of its own, from a fresh data directory. */
export class EngineProcess implements AsyncDisposable {
  readonly client: ApiClient;
  readonly meter: ProcessMeter;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, client: ApiClient) {
    this.#child = child;
    this.client = client;
    this.meter = new ProcessMeter(child.pid ?? 0);
  }

  /** @param profile folder for CPU profiles of the engine's process */
  static async start(order: EngineOrder, profile: string | undefined): Promise<EngineProcess> {
    const execArgv = profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profile];
    const child = fork(new URL('./engine-child.ts', import.meta.url), [JSON.stringify(order)], {
      env: engineEnvironment(),
      execArgv: ['--disable-warning=ExperimentalWarning', ...ENGINE_FLAGS, ...execArgv],
    });
    const ready = await told(child, 'ready');
    return new EngineProcess(child, createClient({ url: ready.apiUrl, key: ready.serviceKey }));
  }

  /** Resolves when every account is proved complete and every processor stands at an unchanged head. @returns the head */
  async settle(): Promise<number> {
    const answer = told(this.#child, 'settled');
    this.#child.send({ kind: 'settle' } satisfies EngineAsk);
    return (await answer).head;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.meter.stop();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}

type Told<Kind extends EngineTell['kind']> = Extract<EngineTell, { readonly kind: Kind }>;

/** The next message of this kind. Rejects when the process says that it failed, or ends. */
const told = <Kind extends EngineTell['kind']>(child: ChildProcess, kind: Kind): Promise<Told<Kind>> =>
  new Promise((resolve, reject) => {
    const onMessage = (message: EngineTell): void => {
      if (message.kind === 'failed') end(() => reject(new Error(`the engine failed: ${message.reason}`)));
      else if (isKind(message, kind)) end(() => resolve(message));
    };
    const onExit = (code: number | null): void => end(() => reject(new Error(`the engine's process ended (${code})`)));
    const end = (then: () => void): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      then();
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
  });

const isKind = <Kind extends EngineTell['kind']>(message: EngineTell, kind: Kind): message is Told<Kind> =>
  message.kind === kind;

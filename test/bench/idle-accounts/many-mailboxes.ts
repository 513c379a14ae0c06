import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { ServerAsk, ServerOrder, ServerTell } from './messages.ts';

type Told<Kind extends ServerTell['kind']> = Extract<ServerTell, { readonly kind: Kind }>;

/** A mail server with many mailboxes, in a process of its own. One question at a time. */
export class ManyMailboxes implements AsyncDisposable {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  static async start(order: ServerOrder): Promise<ManyMailboxes> {
    const child = fork(new URL('./server-child.ts', import.meta.url), [JSON.stringify(order)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    return new ManyMailboxes(child, (await next(child, 'ready')).port);
  }

  /** @returns when the server said EXISTS: milliseconds since 1970 */
  async deliver(login: string, raw: string, receivedAt: Date): Promise<number> {
    const ask = { kind: 'deliver', login, raw, receivedAt: receivedAt.getTime() } as const;
    return (await this.#ask(ask, 'delivered')).existsAt;
  }

  count(): Promise<Told<'counted'>> {
    return this.#ask({ kind: 'count' }, 'counted');
  }

  #ask<Kind extends ServerTell['kind']>(ask: ServerAsk, kind: Kind): Promise<Told<Kind>> {
    const answer = next(this.#child, kind);
    this.#child.send(ask);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}

async function next<Kind extends ServerTell['kind']>(child: ChildProcess, kind: Kind): Promise<Told<Kind>> {
  const enough = new AbortController();
  const { signal } = enough;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('the mail server ended');
  });
  ended.catch(() => undefined); // it is no longer waited for when the answer is there
  const [message]: ServerTell[] = await Promise.race([once(child, 'message', { signal }), ended]);
  enough.abort();
  if (message?.kind === kind) return message as Told<Kind>;
  throw new Error(message?.kind === 'failed' ? message.reason : `the mail server said ${message?.kind}`);
}

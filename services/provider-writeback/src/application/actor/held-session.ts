import { type MailSession, mailProviderError } from '@mailfold/mail-provider';
import { TargetFolders } from './target-folders.ts';

export interface Held {
  readonly session: MailSession;
  readonly targets: TargetFolders;
}

/** One account's session: opened when it is needed, opened anew when it was cut. */
export class HeldSession {
  readonly #connect: () => Promise<MailSession>;
  #held: Held | undefined;
  #ended = false;

  constructor(connect: () => Promise<MailSession>) {
    this.#connect = connect;
  }

  async open(): Promise<Held> {
    if (this.#held?.session.closed === false) return this.#held;
    await this.close();
    const session = await this.#connect();
    if (this.#ended) {
      await session[Symbol.asyncDispose]();
      throw mailProviderError('unreachable', 'The service stopped while it was connecting.');
    }
    this.#held = { session, targets: new TargetFolders(session) };
    return this.#held;
  }

  /** Cuts what is in hand; a connection that comes later is let go. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.close();
  }

  async close(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    await held?.session[Symbol.asyncDispose]();
  }
}

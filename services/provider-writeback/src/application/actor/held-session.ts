import type { MailSession } from '@mailfold/mail-provider';
import { TargetFolders } from './target-folders.ts';

export interface Held {
  readonly session: MailSession;
  readonly targets: TargetFolders;
}

/** One account's session: opened when it is needed, opened anew when it was cut. */
export class HeldSession {
  readonly #connect: () => Promise<MailSession>;
  #held: Held | undefined;

  constructor(connect: () => Promise<MailSession>) {
    this.#connect = connect;
  }

  async open(): Promise<Held> {
    if (this.#held?.session.closed === false) return this.#held;
    await this.close();
    const session = await this.#connect();
    this.#held = { session, targets: new TargetFolders(session) };
    return this.#held;
  }

  async close(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    await held?.session[Symbol.asyncDispose]();
  }
}

import { backoff, MailfoldError, pause } from '@mailfold/kernel';
import { isAway, statementFailure, unavailable } from './failure.ts';

const RETRY = backoff({ initialMs: 50, maxMs: 2_000, factor: 2 });

/** How long a store waits for a server that is away; closing the store ends every wait. */
export class Patience {
  readonly #forMs: number;
  readonly #closing = new AbortController();

  constructor(forMs: number) {
    this.#forMs = forMs;
  }

  get closed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Tries until it works. Rejects at once with what is no absence of the server, else after the time is up. */
  async spend<Result>(trying: string, attemptOnce: () => Promise<Result>): Promise<Result> {
    const deadline = performance.now() + this.#forMs;
    for (let attempt = 1; ; attempt += 1) {
      this.#refuseWhenClosed(trying);
      try {
        return await attemptOnce();
      } catch (thrown) {
        if (!isAway(thrown)) throw statementFailure(trying, thrown);
        if (performance.now() + RETRY(attempt) > deadline) throw unavailable(trying, thrown);
      }
      await this.pause(attempt);
    }
  }

  /** Resolves after the back-off, or when the store is closed. */
  async pause(attempt: number): Promise<void> {
    await pause(RETRY(attempt), this.#closing.signal);
  }

  close(): void {
    this.#closing.abort();
  }

  #refuseWhenClosed(trying: string): void {
    if (!this.closed) return;
    throw new MailfoldError({ code: 'read-store/closed', message: `${trying}: the read store was closed` });
  }
}

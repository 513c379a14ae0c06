import type { Logger } from '@mailfold/telemetry';
import { Attempts, type AttemptsParts } from './attempts.ts';
import { Bell } from './bell.ts';
import { HeldSession } from './held-session.ts';
import type { OpenIntents } from './open-intents.ts';
import { idle, later, type Pause } from './pause.ts';
import { settledWithin } from './settled-within.ts';
import type { Task } from './task.ts';

export interface LaneParts extends AttemptsParts {
  readonly intents: OpenIntents;
  readonly log: Logger;
}

/** Another processor tells the rows that a login was renewed: looked for so often. */
const LOOKS_FOR_RENEWAL = 10;
/** Sync finds what we moved soon after it was acknowledged: waited for so often. */
const LOOKS_FOR_LOST = 10;

/** The intents of one account, one after the other, until there are none for a while. */
export class AccountLane {
  readonly ended: Promise<void>;
  readonly #accountId: string;
  readonly #parts: LaneParts;
  readonly #held: HeldSession;
  readonly #attempts: Attempts;
  readonly #asked = new Bell();
  readonly #renewed = new Bell();
  readonly #stop = new AbortController();
  #looks = 0;
  #looksForLost = 0;
  #over = false;

  constructor(accountId: string, parts: LaneParts) {
    this.#accountId = accountId;
    this.#parts = parts;
    this.#held = new HeldSession(() => parts.connect(accountId));
    this.#attempts = new Attempts(this.#held, parts);
    this.ended = this.#run();
  }

  /** From then on nothing is done, and a wake is not heard. */
  get over(): boolean {
    return this.#over;
  }

  /** There is something to do. Pauses after failures are kept: many commands make no storm of logins (S17). */
  wake(): void {
    this.#asked.ring();
  }

  /** The login may work again: what waits for it is tried at once. */
  wakeRenewed(): void {
    this.#looks = LOOKS_FOR_RENEWAL;
    this.#renewed.ring();
    this.#asked.ring();
  }

  /** Finishes what is in hand, or cuts it: at an attempt without an outcome the next start looks. */
  async stop(): Promise<void> {
    const { graceMs } = this.#parts.timing;
    this.#stop.abort();
    if (await settledWithin(this.ended, graceMs)) return;
    await this.#held.end();
    // Who hangs in a connection attempt is not waited for: what comes of it is let go.
    await settledWithin(this.ended, graceMs);
  }

  async #run(): Promise<void> {
    try {
      await this.#untilIdle();
    } finally {
      this.#over = true;
      await this.#held.close();
    }
  }

  async #untilIdle(): Promise<void> {
    const { signal } = this.#stop;
    while (!this.#over) {
      const pause = await this.#step();
      if (pause.until === 'later') await this.#renewed.wait(pause.ms, signal);
      if (pause.until === 'idle') await this.#asked.wait(pause.ms, signal);
      // No await between the last look at the bell and the end: who rings after it opens another lane.
      const leaves = pause.until === 'idle' && !this.#asked.take();
      this.#over = signal.aborted || leaves;
      this.#renewed.take();
    }
  }

  async #step(): Promise<Pause> {
    const { intents, timing, log } = this.#parts;
    try {
      const next = await intents.next(this.#accountId);
      if (next.kind === 'task') return await this.#task(next.task);
      if (next.kind === 'nothing' || this.#looks === 0) return idle(timing.idleMs);
      this.#looks -= 1;
      return later(timing.retryMs);
    } catch (error) {
      log.error('the open intents of an account could not be read', { accountId: this.#accountId, error });
      return later(timing.retryMs);
    }
  }

  async #task(task: Task): Promise<Pause> {
    this.#looksForLost = task.messages.some((message) => message.lost) ? this.#looksForLost + 1 : 0;
    if (this.#looksForLost > 0 && this.#looksForLost < LOOKS_FOR_LOST) return later(this.#parts.timing.retryMs);
    this.#looksForLost = 0;
    return this.#attempts.attempt(task);
  }
}

import { backoff } from '@mailfold/kernel';
import type { MailSession } from '@mailfold/mail-provider';
import type { Logger } from '@mailfold/telemetry';
import type { IntentCommand } from '../../domain/commands.ts';
import type { Held, HeldSession } from './held-session.ts';
import { later, NEXT, type Pause } from './pause.ts';
import { perform } from './perform.ts';
import { type Remedy, remedyOf } from './remedy.ts';
import type { Task } from './task.ts';
import type { WritebackTiming } from './timing.ts';

export interface AttemptsParts {
  readonly connect: (accountId: string) => Promise<MailSession>;
  /** @returns whether it was new: false when somebody else told it before */
  readonly tell: (task: Task, command: IntentCommand) => Promise<boolean>;
  readonly timing: WritebackTiming;
  readonly log: Logger;
  /** In [0, 1). */
  readonly random: () => number;
}

/** A provider's refusal counts when it was repeated so often. */
const TRIES = 3;

/** WBK-4: each attempt is an event before the provider is asked, and its outcome one after. */
export class Attempts {
  readonly #held: HeldSession;
  readonly #parts: AttemptsParts;
  readonly #delay: (attempt: number) => number;
  #failures = 0;
  #refused: { readonly intentId: string; readonly times: number } | undefined;

  constructor(held: HeldSession, parts: AttemptsParts) {
    this.#held = held;
    this.#parts = parts;
    const { retryMs, maxRetryMs } = parts.timing;
    this.#delay = backoff({ initialMs: retryMs, maxMs: maxRetryMs, factor: 2, random: parts.random });
  }

  async attempt(task: Task): Promise<Pause> {
    let held: Held;
    try {
      held = await this.#held.open();
    } catch (error) {
      // Nothing was asked yet: an outage, however long, leaves no attempts in the log.
      return this.#afterwards(task, error, remedyOf(error));
    }
    try {
      return await this.#ask(task, held);
    } catch (error) {
      const remedy = remedyOf(error);
      if (remedy.kind === 'refusal') return this.#refusal(task, held, remedy, error);
      return this.#afterwards(task, error, remedy);
    }
  }

  async #ask(task: Task, { session, targets }: Held): Promise<Pause> {
    const { tell } = this.#parts;
    const { intentId } = task;
    const mine = await tell(task, { kind: 'attempted', intentId, attempt: task.attempts + 1 });
    // Another instance makes this attempt: its outcome will be in the rows.
    if (!mine) return this.#wait();
    await tell(task, { intentId, ...(await perform(session, targets, task)) });
    this.#failures = 0;
    return NEXT;
  }

  async #refusal(
    task: Task,
    { targets }: Held,
    remedy: Extract<Remedy, { kind: 'refusal' }>,
    error: unknown,
  ): Promise<Pause> {
    const { intentId } = task;
    const times = (this.#refused?.intentId === intentId ? this.#refused.times : 0) + 1;
    this.#refused = { intentId, times };
    targets.forget();
    if (times < TRIES) return this.#afterwards(task, error, remedy);
    this.#parts.log.warn('the provider refused a change for good', { ...idsOf(task), code: remedy.code });
    await this.#parts.tell(task, { kind: 'refused', intentId, code: remedy.code, reason: remedy.reason });
    this.#failures = 0;
    return NEXT;
  }

  async #afterwards(task: Task, error: unknown, remedy: Remedy): Promise<Pause> {
    this.#parts.log.warn('a change at a provider has to wait', { ...idsOf(task), error });
    if (remedy.kind !== 'unauthorised') return this.#wait(remedy.kind === 'later' ? remedy.afterMs : undefined);
    await this.#held.close();
    // Servers refuse logins when they are overloaded too; who renews the login ends the pause.
    return later(this.#parts.timing.unauthorisedMs);
  }

  #wait(atLeastMs = 0): Pause {
    this.#failures += 1;
    return later(Math.max(atLeastMs, this.#delay(this.#failures)));
  }
}

const idsOf = ({ accountId, intentId, change }: Task) => ({ accountId, intentId, change });

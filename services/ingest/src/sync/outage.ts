import { type Clock, isMailfoldError, messageOf, pause } from '@mailfold/kernel';
import type { Unrecorded } from '@mailfold/service-host';
import type { Logger } from '@mailfold/telemetry';
import type { AccountCommand } from '../domain/account/commands.ts';
import type { Pace } from './pace.ts';

export interface OutageParts {
  readonly accountId: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pace: Pace;
  /** Tells the account's own stream. */
  readonly tell: (command: AccountCommand) => Promise<void>;
  readonly unrecorded: Unrecorded;
}

interface Failing {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** `away`: the provider does not answer. `throttled`: it asks us to wait. `ours`: we cannot store. */
  readonly why: 'away' | 'throttled' | 'ours';
  told: boolean;
}

/** Codes of what is between us and the mail: the provider, the issuer of its tokens, the way there. Any other is about what we store. */
const OUTSIDE = /^(mail-provider|oauth|network-guard)\//;

/** What keeps an account's mail from being brought over, and what is said of it. */
export class Outage {
  readonly #parts: OutageParts;
  readonly #onFenced: () => void;
  #failing: Failing | undefined;
  /** What a worker before this one told may stand still: the first success says that it is over. */
  #mayStand = true;

  /** @param onFenced another process has the account */
  constructor(parts: OutageParts, onFenced: () => void) {
    this.#parts = parts;
    this.#onFenced = onFenced;
  }

  /** It stands in the log: what was proved before holds no longer (ING-4). */
  get isTold(): boolean {
    return this.#failing?.told === true;
  }

  /** The provider let us in: that says nothing of our own disk, nor of what it lets us do. */
  async answered(): Promise<void> {
    if (this.#failing?.why === 'away') await this.isOver();
  }

  async isOver(): Promise<void> {
    const isTold = this.#mayStand || this.#failing?.told === true;
    if (isTold && !(await this.#tell({ kind: 'recovered' }))) return;
    this.#failing = undefined;
    this.#mayStand = false;
    this.#parts.unrecorded.forget(this.#parts.accountId);
  }

  async refused(error: unknown): Promise<void> {
    await this.#tell({ kind: 'reject-credentials', reason: messageOf(error) });
  }

  /** Rests before the next attempt, and says why. */
  async rests(error: unknown, restMs: number, signal: AbortSignal): Promise<void> {
    const code = isMailfoldError(error) ? error.code : 'ingest/failed';
    this.#parts.log.warn('sync of an account was interrupted and goes on', { code, error });
    if (code === 'mail-provider/throttled') await this.#throttled(error, restMs, signal);
    else await this.#away(error, OUTSIDE.test(code) ? 'away' : 'ours', restMs, signal);
  }

  /** S18: it answers, and is obeyed. */
  async #throttled(error: unknown, restMs: number, signal: AbortSignal): Promise<void> {
    const now = this.#now();
    this.#failing = { since: now, why: 'throttled', told: true };
    await this.#tell({ kind: 'throttled', reason: messageOf(error), until: new Date(now + restMs).toISOString() });
    await pause(restMs, signal);
  }

  /** Tells in the middle of the rest when patience ends: a long back-off does not keep the word back. */
  async #away(error: unknown, why: 'away' | 'ours', restMs: number, signal: AbortSignal): Promise<void> {
    const now = this.#now();
    if (this.#failing?.why === 'throttled') this.#failing = undefined;
    const failing = (this.#failing ??= { since: now, why, told: false });
    const patience = failing.why === 'away' ? this.#parts.pace.patienceMs : 0;
    const patienceEnds = Math.max(0, failing.since + patience - now);
    const isDue = !failing.told && patienceEnds <= restMs;
    if (isDue) {
      await pause(patienceEnds, signal);
      if (!signal.aborted) await this.#tellOf(failing, error);
    }
    await pause(isDue ? restMs - patienceEnds : restMs, signal);
  }

  async #tellOf(failing: Failing, error: unknown): Promise<void> {
    const { accountId, unrecorded } = this.#parts;
    const since = new Date(failing.since).toISOString();
    const reason = messageOf(error);
    const side = failing.why === 'ours' ? 'ours' : 'provider';
    // Shown even if it cannot be recorded: what does not let mail be stored may not let this be stored either.
    unrecorded.note(accountId, { reason, at: since, side });
    failing.told = await this.#tell({ kind: 'unreachable', reason, since, side });
  }

  /** False when it could not be recorded: a full disk, a database that is away. */
  async #tell(command: AccountCommand): Promise<boolean> {
    try {
      await this.#parts.tell(command);
      return true;
    } catch (error) {
      if (isMailfoldError(error, 'processor/fenced')) this.#onFenced();
      this.#parts.log.error('the state of an account could not be recorded', { error });
      return false;
    }
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }
}

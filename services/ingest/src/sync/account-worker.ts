import { backoff, isMailfoldError, messageOf, pause } from '@mailfold/kernel';
import type { AccountCommand } from '../domain/account/commands.ts';
import type { Unrecorded } from '@mailfold/service-host';
import type { Logger } from '@mailfold/telemetry';
import { runSession, type SessionParts } from './account-session.ts';

export interface WorkerParts extends Omit<SessionParts, 'sound'> {
  readonly log: Logger;
  /** Tells the account's own stream. */
  readonly tell: (command: AccountCommand) => Promise<void>;
  readonly unrecorded: Unrecorded;
  readonly random: () => number;
  /** How long a provider may be away before a person hears of it, in milliseconds: shorter absences are nobody's business. */
  readonly patienceMs: number;
}

/** CON-4: servers say NO when they are overloaded, so a refusal counts only when a second look confirms it. */
const REFUSALS = 2;
const SECOND_LOOK_MS = 2_000;
/** A session that lived so long was a good one: the back-off begins anew. */
const GOOD_SESSION_MS = 60_000;

/** What keeps mail from being brought over. */
interface Failing {
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly side: 'provider' | 'ours';
  told: boolean;
}

/** Keeps one account in sync until it is stopped, whatever the provider does. */
export class AccountWorker {
  readonly #parts: WorkerParts;
  readonly #stop = new AbortController();
  /** Resolves when the worker was stopped, or ended because its credentials were refused or another process has the account. */
  readonly ended: Promise<void>;
  #failing: Failing | undefined;
  /** What a worker before this one told may stand still: the first success says that it is over. */
  #mayStand = true;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    this.ended = this.#run();
  }

  /** A round through the folders now. */
  wake(): void {
    this.#parts.bell.ring();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.ended;
    this.#parts.unrecorded.forget(this.#parts.accountId);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const delay = backoff({ initialMs: 500, maxMs: 60_000, factor: 2, random: this.#parts.random });
    let refusals = 0;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      const beganAt = this.#now();
      const error = await this.#session(signal);
      if (signal.aborted || isMailfoldError(error, 'processor/fenced')) return;
      refusals = isMailfoldError(error, 'mail-provider/unauthorised') ? refusals + 1 : 0;
      if (refusals >= REFUSALS)
        return void (await this.#tell({ kind: 'reject-credentials', reason: messageOf(error) }));
      if (refusals > 0) {
        await pause(SECOND_LOOK_MS, signal);
        continue;
      }
      if (this.#now() - beganAt > GOOD_SESSION_MS) attempt = 0;
      const rest = isMailfoldError(error) && typeof error.retry === 'object' ? error.retry.afterMs : delay(attempt);
      await this.#failed(error, rest, signal);
    }
  }

  async #session(signal: AbortSignal): Promise<unknown> {
    const { connect } = this.#parts;
    const reachable = async () => {
      const session = await connect();
      // That the provider answers says nothing of our own disk.
      if (this.#failing?.side === 'provider') await this.#recovered();
      return session;
    };
    try {
      await runSession({ ...this.#parts, connect: reachable, sound: () => this.#recovered() }, signal);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  async #recovered(): Promise<void> {
    const isTold = this.#mayStand || this.#failing?.told === true;
    if (isTold && !(await this.#tell({ kind: 'recovered' }))) return;
    this.#failing = undefined;
    this.#mayStand = false;
    this.#parts.unrecorded.forget(this.#parts.accountId);
  }

  /** Rests before the next attempt, and tells in the middle of it when patience ends: a long back-off does not keep the word back. */
  async #failed(error: unknown, restMs: number, signal: AbortSignal): Promise<void> {
    const code = isMailfoldError(error) ? error.code : 'ingest/failed';
    this.#parts.log.warn('sync of an account was interrupted and goes on', { code, error });
    const side = code.startsWith('mail-provider/') ? 'provider' : 'ours';
    const now = this.#now();
    const failing = (this.#failing ??= { since: now, side, told: false });
    const patience = failing.side === 'provider' ? this.#parts.patienceMs : 0;
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
    // Shown even if it cannot be recorded: what does not let mail be stored may not let this be stored either.
    unrecorded.note(accountId, { reason, at: since, side: failing.side });
    failing.told = await this.#tell({ kind: 'unreachable', reason, since, side: failing.side });
  }

  /** False when it could not be recorded: a full disk, a database that is away. */
  async #tell(command: AccountCommand): Promise<boolean> {
    try {
      await this.#parts.tell(command);
      return true;
    } catch (error) {
      if (isMailfoldError(error, 'processor/fenced')) this.#stop.abort();
      this.#parts.log.error('the state of an account could not be recorded', { error });
      return false;
    }
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }
}

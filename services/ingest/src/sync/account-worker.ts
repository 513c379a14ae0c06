import { backoff, isMailfoldError, pause } from '@mailfold/kernel';
import { runSession } from './account-session.ts';
import { FolderSync } from './folder-sync.ts';
import { Outage, type OutageParts } from './outage.ts';
import type { ProofPlan, SessionParts } from './session-parts.ts';

export interface WorkerParts extends Omit<SessionParts, 'sound' | 'doubt' | 'proof'>, OutageParts {
  readonly random: () => number;
}

/** CON-4: servers say NO when they are overloaded, so a refusal counts only when a second look confirms it. */
const REFUSALS = 2;
/** A session that lived so long was a good one: the back-off begins anew. */
const GOOD_SESSION_MS = 60_000;

/** Keeps one account in sync until it is stopped, whatever the provider does. */
export class AccountWorker {
  readonly #parts: WorkerParts;
  readonly #stop = new AbortController();
  /** Resolves when the worker was stopped, or ended because its credentials were refused or another process has the account. */
  readonly ended: Promise<void>;
  readonly #outage: Outage;
  readonly #sync: FolderSync;
  readonly #proof: ProofPlan;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    this.#outage = new Outage(parts, () => this.#stop.abort());
    this.#sync = new FolderSync({ ...parts, ...this.#hearing });
    const { proveMs, roundMs } = parts.pace;
    this.#proof = { dueAt: performance.now() + proveMs, againMs: roundMs, isWanted: true };
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
    const { random, pace } = this.#parts;
    const away = backoff({ initialMs: 500, maxMs: 60_000, factor: 2, random });
    const throttled = backoff({ initialMs: pace.throttledMs, maxMs: pace.mostThrottledMs, factor: 2, random });
    let refusals = 0;
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      const began = performance.now();
      const error = await this.#session(signal);
      if (signal.aborted || isMailfoldError(error, 'processor/fenced')) return;
      refusals = isMailfoldError(error, 'mail-provider/unauthorised') ? refusals + 1 : 0;
      if (refusals >= REFUSALS) return this.#outage.refused(error);
      if (refusals > 0) {
        await pause(pace.secondLookMs, signal);
        continue;
      }
      if (performance.now() - began > GOOD_SESSION_MS) attempt = 1;
      const delay = isMailfoldError(error, 'mail-provider/throttled') ? throttled : away;
      const rest = isMailfoldError(error) && typeof error.retry === 'object' ? error.retry.afterMs : delay(attempt);
      await this.#outage.rests(error, rest, signal);
      if (this.#outage.isTold) this.#proof.isWanted = true;
    }
  }

  get #hearing(): Pick<SessionParts, 'sound' | 'doubt'> {
    return { sound: () => this.#outage.isOver(), doubt: () => (this.#proof.isWanted = true) };
  }

  async #session(signal: AbortSignal): Promise<unknown> {
    const connect = async () => {
      const session = await this.#parts.connect();
      await this.#outage.answered();
      return session;
    };
    try {
      await runSession(this.#sync, { ...this.#parts, ...this.#hearing, connect, proof: this.#proof }, signal);
      return undefined;
    } catch (error) {
      return error;
    }
  }
}

import { backoff, isMailfoldError, messageOf } from '@mailfold/kernel';
import type { AccountCommand } from '../domain/account/commands.ts';
import type { Logger } from '@mailfold/telemetry';
import { runSession, type SessionParts } from './account-session.ts';
import { pause } from './pause.ts';

export interface WorkerParts extends SessionParts {
  readonly log: Logger;
  /** Tells the account's own stream. */
  readonly tell: (command: AccountCommand) => Promise<void>;
  readonly random: () => number;
}

/** CON-4: servers say NO when they are overloaded, so a refusal counts only when a second look confirms it. */
const REFUSALS = 2;
const SECOND_LOOK_MS = 2_000;
/** Shorter absences are nobody's business. */
const UNREACHABLE_AFTER_MS = 60_000;

/** Keeps one account in sync until it is stopped, whatever the provider does. */
export class AccountWorker {
  readonly #parts: WorkerParts;
  readonly #stop = new AbortController();
  readonly #ended: Promise<void>;
  #failingSince: number | undefined;
  #told = false;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    this.#ended = this.#run();
  }

  /** A round through the folders now. */
  wake(): void {
    this.#parts.bell.ring();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const delay = backoff({ initialMs: 500, maxMs: 60_000, factor: 2, random: this.#parts.random });
    let refusals = 0;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      const beganAt = this.#now();
      const error = await this.#session(signal);
      if (signal.aborted) return;
      refusals = isMailfoldError(error, 'mail-provider/unauthorised') ? refusals + 1 : 0;
      if (refusals >= REFUSALS) return this.#tell({ kind: 'reject-credentials', reason: messageOf(error) });
      if (refusals > 0) {
        await pause(SECOND_LOOK_MS, signal);
        continue;
      }
      if (this.#now() - beganAt > UNREACHABLE_AFTER_MS) attempt = 0;
      await this.#failed(error);
      await pause(
        isMailfoldError(error) && typeof error.retry === 'object' ? error.retry.afterMs : delay(attempt),
        signal,
      );
    }
  }

  async #session(signal: AbortSignal): Promise<unknown> {
    const { connect } = this.#parts;
    const reachable = async () => {
      const session = await connect();
      await this.#reached();
      return session;
    };
    try {
      await runSession({ ...this.#parts, connect: reachable }, signal);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  async #reached(): Promise<void> {
    this.#failingSince = undefined;
    if (!this.#told) return;
    this.#told = false;
    await this.#tell({ kind: 'recovered' });
  }

  async #failed(error: unknown): Promise<void> {
    const code = isMailfoldError(error) ? error.code : 'ingest/failed';
    this.#parts.log.warn('sync of an account was interrupted and goes on', { code, error });
    this.#failingSince ??= this.#now();
    if (this.#told || this.#now() - this.#failingSince < UNREACHABLE_AFTER_MS) return;
    this.#told = true;
    const since = new Date(this.#failingSince).toISOString();
    await this.#tell({ kind: 'unreachable', reason: messageOf(error), since });
  }

  async #tell(command: AccountCommand): Promise<void> {
    await this.#parts.tell(command).catch((error: unknown) => {
      this.#parts.log.error('the state of an account could not be recorded', { error });
    });
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }
}

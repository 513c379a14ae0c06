import { chunk } from '@mailfold/kernel';
import type { Platform } from '@mailfold/service-host';
import type { MailboxRunner } from '../sync/observer.ts';
import { blobsOf } from './raw-refs.ts';

/** When raw mail out of scope is deleted (SCO-2). */
export interface RawGrace {
  /** How long it is kept after it was withdrawn, in days, 0 or more. */
  readonly days: number;
  /** Between looks, in milliseconds. */
  readonly everyMs: number;
}

export const RAW_GRACE: RawGrace = { days: 30, everyMs: 3_600_000 };

export interface RawSweepParts extends Pick<Platform, 'rows' | 'events' | 'clock' | 'ids' | 'log'> {
  readonly mailbox: MailboxRunner;
  readonly grace: RawGrace;
}

interface DueAccount {
  readonly accountId: string;
  readonly tenantId: string;
}

/** Messages whose references are held at a time. */
const MOST = 5_000;
/** Messages of one command. */
const BATCH = 200;
const DAY_MS = 86_400_000;

const DUE = "m.withdrawn_why = 'out-of-scope' and not m.raw_deleted and m.withdrawn_at < $1";

/**
 * Looks now and then for mail that is out of scope for longer than the grace period. Whether it is, the mailbox decider says; so nothing
 * is lost by several processes looking at once, and no worker or login is needed.
 */
export class RawSweep {
  readonly #parts: RawSweepParts;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(parts: RawSweepParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#isStopped = false;
    this.#again(0);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #again(afterMs: number): void {
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().finally(() => {
        if (!this.#isStopped) this.#again(this.#parts.grace.everyMs);
      });
    }, afterMs);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const { rows, clock, grace, log } = this.#parts;
    const before = new Date(clock.now().getTime() - grace.days * DAY_MS).toISOString();
    try {
      const accounts = await rows.query<DueAccount>(
        `select distinct m.account as "accountId", a.tenant as "tenantId" from ingest.message m join ingest.account a using (account) where ${DUE}`,
        [before],
      );
      for (const account of accounts) await this.#giveUpAll(account, before);
    } catch (error) {
      log.error('raw mail out of scope was not deleted; it is tried again', { error });
    }
  }

  async #giveUpAll(account: DueAccount, before: string): Promise<void> {
    for (let facts = 1; facts > 0 && !this.#isStopped;) facts = await this.#giveUpSome(account, before);
  }

  /** @returns of how many messages the bytes are deleted from now on */
  async #giveUpSome({ accountId, tenantId }: DueAccount, before: string): Promise<number> {
    const { rows, events, mailbox, ids, clock } = this.#parts;
    const due = await rows.query<{ id: string }>(
      `select message as id from ingest.message m where ${DUE} and m.account = $2 limit $3`,
      [before, accountId, MOST],
    );
    if (due.length === 0) return 0;
    const stored = await blobsOf(
      events,
      accountId,
      due.map(({ id }) => id),
    );
    let facts = 0;
    for (const messages of chunk(stored, BATCH)) {
      if (this.#isStopped) break;
      const { outcome } = await mailbox.execute({
        id: ids.next(),
        tenantId,
        key: accountId,
        at: clock.now().toISOString(),
        body: { kind: 'raw-due', before, messages },
        remember: false,
      });
      facts += outcome.facts;
    }
    return facts;
  }
}

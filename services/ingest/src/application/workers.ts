import {
  AccountConnected,
  AccountDisconnected,
  CredentialsRejected,
  CredentialsRenewed,
  ProviderChangeAcknowledged,
  ScopeChanged,
  ScreeningChanged,
  SettingsChanged,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import type { Fence, Leases, Share, Wanted, Work } from '@mailfold/leases';
import type { Reactor } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import type { AccountWorker } from '../sync/account-worker.ts';

/** An account, and the number of the lease under which this process has it. */
export interface LeasedAccount {
  readonly accountId: string;
  readonly tenantId: string;
  readonly fence: Fence;
}

export interface WorkersParts {
  readonly rows: ReadStore;
  readonly leases: Leases;
  readonly startWorker: (account: LeasedAccount) => Promise<AccountWorker>;
  /** Folds the account's events that the mailbox decider has not seen yet. */
  readonly settle: (event: StoredEvent) => Promise<void>;
}

const RESTARTS = [AccountConnected, CredentialsRenewed, ScopeChanged, ScreeningChanged, SettingsChanged];
const STOPS = [AccountDisconnected, CredentialsRejected];

const WAKE = 'wake';

/** One worker for each connected account whose lease this process holds. */
export class Workers {
  readonly #parts: WorkersParts;
  #share: Promise<Share> | undefined;

  constructor(parts: WorkersParts) {
    this.#parts = parts;
  }

  /** `ingest.workers`: accounts come and go by their own events, which any process may hear; the one that holds the account acts. */
  readonly reactor: Reactor = {
    name: 'ingest.workers',
    handles: [...RESTARTS, ...STOPS, ProviderChangeAcknowledged].map((one) => one.type),
    react: async (accountId, events) => {
      for (const event of events) await this.#react(accountId, event);
    },
  };

  async start(): Promise<void> {
    this.#share = this.#parts.leases.share({
      pool: 'ingest.workers',
      wanted: () => this.#connected(),
      begin: ({ resource }, fence) => this.#begin(resource, fence),
    });
    await this.#share;
  }

  /** A round of the account's worker now, in whichever process it is. */
  async wake(accountId: string): Promise<void> {
    const share = await this.#share;
    await share?.tell(accountId, WAKE);
  }

  async stop(): Promise<void> {
    const share = await this.#share;
    await share?.stop();
  }

  async #react(accountId: string, event: StoredEvent): Promise<void> {
    const share = await this.#share;
    if (ProviderChangeAcknowledged.is(event)) return share?.tell(accountId, WAKE);
    if (!STOPS.some((one) => one.is(event))) await this.#changed(accountId, event);
    await share?.look();
  }

  /** Whoever holds the account begins anew, once for each event. */
  async #changed(accountId: string, event: StoredEvent): Promise<void> {
    await this.#parts.settle(event);
    await this.#parts.rows.query(
      `insert into ingest.worker as w (account, version) values ($1, $2)
       on conflict (account) do update set version = greatest(w.version, excluded.version)`,
      [accountId, event.position],
    );
  }

  #connected(): Promise<readonly Wanted[]> {
    return this.#parts.rows.query<{ resource: string; version: number }>(
      `select a.account as resource, coalesce(w.version, 0) as version
       from ingest.account a join ingest.rules using (account) left join ingest.worker w using (account)
       where a.state = 'connected' order by a.account`,
    );
  }

  async #begin(accountId: string, fence: Fence): Promise<Work> {
    const [row] = await this.#parts.rows.query<{ tenantId: string }>(
      'select tenant as "tenantId" from ingest.account where account = $1',
      [accountId],
    );
    if (row === undefined) throw new Error(`account ${accountId} has no rows`);
    const worker = await this.#parts.startWorker({ accountId, fence, ...row });
    return { stop: () => worker.stop(), told: () => worker.wake() };
  }
}

import {
  AccountConnected,
  AccountDisconnected,
  CredentialsRejected,
  CredentialsRenewed,
  ProviderChangeAcknowledged,
  ScopeChanged,
  SettingsChanged,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import type { Reactor } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import type { AccountWorker } from '../sync/account-worker.ts';

export interface WorkersParts {
  readonly rows: ReadStore;
  readonly startWorker: (account: { readonly accountId: string; readonly tenantId: string }) => Promise<AccountWorker>;
  /** Folds the account's events that the mailbox decider has not seen yet. */
  readonly settle: (event: StoredEvent) => Promise<void>;
}

const RESTARTS = [AccountConnected, CredentialsRenewed, ScopeChanged, SettingsChanged];
const STOPS = [AccountDisconnected, CredentialsRejected];

/** One worker for each connected account of this process. */
export class Workers {
  readonly #parts: WorkersParts;
  readonly #running = new Map<string, AccountWorker>();

  constructor(parts: WorkersParts) {
    this.#parts = parts;
  }

  /** `ingest.workers`: accounts come and go by their own events. */
  readonly reactor: Reactor = {
    name: 'ingest.workers',
    handles: [...RESTARTS, ...STOPS, ProviderChangeAcknowledged].map((one) => one.type),
    react: async (accountId, events) => {
      for (const event of events) await this.#react(accountId, event);
    },
  };

  async start(): Promise<void> {
    const rows = await this.#parts.rows.query<{ accountId: string; tenantId: string }>(
      `select a.account as "accountId", a.tenant as "tenantId" from ingest.account a join ingest.rules using (account)
        where a.state = 'connected'`,
    );
    for (const row of rows) await this.#begin(row);
  }

  async stop(): Promise<void> {
    const workers = [...this.#running.values()];
    this.#running.clear();
    await Promise.all(workers.map((worker) => worker.stop()));
  }

  async #react(accountId: string, event: StoredEvent): Promise<void> {
    if (ProviderChangeAcknowledged.is(event)) return this.#running.get(accountId)?.wake();
    if (STOPS.some((one) => one.is(event))) return this.#end(accountId);
    await this.#parts.settle(event);
    await this.#end(accountId);
    if (await this.#isConnected(accountId)) await this.#begin({ accountId, tenantId: event.meta.tenantId });
  }

  async #isConnected(accountId: string): Promise<boolean> {
    const rows = await this.#parts.rows.query(
      `select 1 from ingest.account where account = $1 and state = 'connected'`,
      [accountId],
    );
    return rows.length > 0;
  }

  async #begin(account: { readonly accountId: string; readonly tenantId: string }): Promise<void> {
    if (this.#running.has(account.accountId)) return;
    this.#running.set(account.accountId, await this.#parts.startWorker(account));
  }

  async #end(accountId: string): Promise<void> {
    const worker = this.#running.get(accountId);
    this.#running.delete(accountId);
    await worker?.stop();
  }
}

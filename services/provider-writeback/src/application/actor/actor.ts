import { AccountConnected, CredentialsRenewed, ProviderChangeRequested } from '@mailfold/contracts';
import type { Reactor } from '@mailfold/processor';
import { AccountLane, type LaneParts } from './account-lane.ts';

const RENEWS = [AccountConnected, CredentialsRenewed];

/**
 * Performs intents at the providers, a lane an account: one that hangs holds up no other, nor the bus. What is to be done
 * is in the rows; events only wake.
 */
export class Actor {
  readonly #parts: LaneParts;
  readonly #lanes = new Map<string, AccountLane>();
  #stopped = false;

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  /** `writeback.actor`. */
  readonly reactor: Reactor = {
    name: 'writeback.actor',
    handles: [ProviderChangeRequested, ...RENEWS].map((one) => one.type),
    react: async (accountId, events) => {
      const renewed = events.some((event) => RENEWS.some((one) => one.is(event)));
      this.#wake(accountId, renewed);
    },
  };

  /** Goes on with what was open when the last process ended. */
  async start(): Promise<void> {
    for (const accountId of await this.#parts.intents.accounts()) this.#wake(accountId, false);
  }

  /** Resolves when nothing is in hand any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
  }

  #wake(accountId: string, renewed: boolean): void {
    if (this.#stopped) return;
    const lane = this.#laneOf(accountId);
    if (renewed) lane.wakeRenewed();
    else lane.wake();
  }

  #laneOf(accountId: string): AccountLane {
    const known = this.#lanes.get(accountId);
    if (known?.over === false) return known;
    const lane = new AccountLane(accountId, this.#parts);
    this.#lanes.set(accountId, lane);
    void lane.ended
      .catch((error: unknown) => this.#parts.log.error('a lane of write-backs broke', { accountId, error }))
      .finally(() => {
        if (this.#lanes.get(accountId) === lane) this.#lanes.delete(accountId);
      });
    return lane;
  }
}

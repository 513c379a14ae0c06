import { AccountConnected, CredentialsRenewed, ProviderChangeRequested } from '@mailfold/contracts';
import type { Leases, Share, Work } from '@mailfold/leases';
import type { Reactor } from '@mailfold/processor';
import { AccountLane, type LaneParts } from './account-lane.ts';

const RENEWS = [AccountConnected, CredentialsRenewed];
const WAKE = 'wake';
const RENEWED = 'renewed';

export interface ActorParts extends LaneParts {
  readonly leases: Leases;
}

/**
 * Performs intents at the providers, a lane an account: one that hangs holds up no other, nor the bus. What is to be done
 * is in the rows; events only wake, and any process may hear them: the one that holds the account acts.
 */
export class Actor {
  readonly #parts: ActorParts;
  readonly #lanes = new Map<string, AccountLane>();
  #share: Promise<Share> | undefined;

  constructor(parts: ActorParts) {
    this.#parts = parts;
  }

  /** `writeback.actor`. */
  readonly reactor: Reactor = {
    name: 'writeback.actor',
    handles: [ProviderChangeRequested, ...RENEWS].map((one) => one.type),
    react: async (accountId, events) => {
      const renewed = events.some((event) => RENEWS.some((one) => one.is(event)));
      const share = await this.#share;
      await share?.tell(accountId, renewed ? RENEWED : WAKE);
    },
  };

  /** Goes on with what was open when the account was let go. */
  async start(): Promise<void> {
    this.#share = this.#parts.leases.share({
      pool: 'writeback.actor',
      wanted: async () => (await this.#parts.intents.accounts()).map((resource) => ({ resource })),
      begin: ({ resource }) => this.#begin(resource),
    });
    await this.#share;
  }

  /** Resolves when nothing is in hand any more. */
  async stop(): Promise<void> {
    const share = await this.#share;
    await share?.stop();
  }

  async #begin(accountId: string): Promise<Work> {
    this.#wake(accountId, false);
    return {
      stop: async () => this.#lanes.get(accountId)?.stop(),
      told: (word) => this.#wake(accountId, word === RENEWED),
    };
  }

  #wake(accountId: string, renewed: boolean): void {
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

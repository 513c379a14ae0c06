import { type Clock, type Ids } from '@mailfold/kernel';
import type { Fence } from '@mailfold/leases';
import type { MessageBus } from '@mailfold/message-bus';
import type { DeciderRunner } from '@mailfold/processor';
import type { Observation } from '../domain/observation.ts';
import type { MailboxState } from '../domain/state.ts';

export type MailboxRunner = DeciderRunner<MailboxState, Observation, { readonly facts: number }>;

interface ObservedAccount {
  readonly accountId: string;
  readonly tenantId: string;
  /** Of the lease under which it is observed. */
  readonly fence?: Fence;
}

/** S27: what is told under a lease that another process has by now is refused. */
export const fencedBy = (fence: Fence): { readonly fence?: number } => (fence === undefined ? {} : { fence });

/** Tells the mailbox decider what was seen. An observation repeated is found *already so*, so its id need not be remembered. */
export class Observer {
  readonly #runner: MailboxRunner;
  readonly #account: ObservedAccount;
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #bus: Pick<MessageBus, 'keepPace'>;

  constructor(
    runner: MailboxRunner,
    account: ObservedAccount,
    parts: { readonly clock: Clock; readonly ids: Ids; readonly bus: Pick<MessageBus, 'keepPace'> },
  ) {
    this.#runner = runner;
    this.#account = account;
    this.#clock = parts.clock;
    this.#ids = parts.ids;
    this.#bus = parts.bus;
  }

  /** @returns how many facts followed */
  async observe(body: Observation): Promise<number> {
    const { outcome, position } = await this.#runner.execute({
      id: this.#ids.next(),
      tenantId: this.#account.tenantId,
      key: this.#account.accountId,
      body,
      at: this.#clock.now().toISOString(),
      remember: false,
      ...fencedBy(this.#account.fence),
    });
    await this.#bus.keepPace(position);
    return outcome.facts;
  }
}

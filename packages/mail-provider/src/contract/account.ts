import type { MailSession } from '../mail-provider.ts';
import type { MailProviderContract, MailProviderHarness } from './harness.ts';

/** The harness of the running test and its sessions, all ended with it. */
export class Account {
  readonly #contract: MailProviderContract;
  #harness: MailProviderHarness | undefined;
  readonly #sessions: MailSession[] = [];

  constructor(contract: MailProviderContract) {
    this.#contract = contract;
    beforeEach(async () => {
      this.#harness = await this.#contract.open();
    });
    afterEach(async () => {
      for (const session of this.#sessions.splice(0)) await session[Symbol.asyncDispose]();
      await this.#harness?.[Symbol.asyncDispose]();
    });
  }

  get harness(): MailProviderHarness {
    if (this.#harness === undefined) throw new Error('there is a harness only while a test runs');
    return this.#harness;
  }

  async connect(options: Partial<MailProviderHarness['options']> = {}): Promise<MailSession> {
    const session = await this.harness.provider.connect({ ...this.harness.options, ...options });
    this.#sessions.push(session);
    return session;
  }
}

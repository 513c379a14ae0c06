import { randomUUID } from 'node:crypto';
import type { NewEvent } from '@mailfold/event-store';
import { batchOf, sampleEvent, sampleStream } from '@mailfold/event-store/contract';
import type { MessageBusFixture } from './fixture.ts';

export const sampleGroup = (): string => `threading.${randomUUID()}`;

/** Appends events of new accounts, so that they are told from all others. */
export class Log {
  readonly #fixture: () => MessageBusFixture;

  constructor(fixture: () => MessageBusFixture) {
    this.#fixture = fixture;
  }

  head(): Promise<number> {
    return this.#fixture().events.head();
  }

  /** So many events of one account, as a single append. */
  async add(count: number, accountId: string = randomUUID()): Promise<string[]> {
    return this.#append(batchOf(count, { meta: { accountId } }));
  }

  /** Events of so many accounts in turn, each as often. */
  async addInTurn(accounts: readonly string[], times: number): Promise<string[]> {
    const turns = Array.from({ length: times }, () =>
      accounts.map((accountId) => sampleEvent({ meta: { accountId } })),
    );
    return this.#append(turns.flat());
  }

  async #append(events: readonly NewEvent[]): Promise<string[]> {
    await this.#fixture().events.append({ stream: sampleStream(), expected: 'none', events });
    return events.map((event) => event.id);
  }
}

export const accountIds = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

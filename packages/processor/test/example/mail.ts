import type { EventStore, NewEvent } from '@mailfold/event-store';
import { NAMESPACES, uuid5, uuid7 } from '@mailfold/kernel';
import type { Command } from '../../src/decider.ts';
import type { ThreadsCommand } from './threads.ts';

export const AT = '2026-11-02T09:00:00.000Z';

/** What a provider might have told, for one account. */
export interface Told {
  readonly account: string;
  readonly type: string;
  readonly data: unknown;
  readonly traceparent?: string;
}

export const seen = (account: string, id: string, ...joins: readonly string[]): Told => ({
  account,
  type: 'mail.Seen.v1',
  data: { id, joins },
});

export const muted = (account: string, join: string): Told => ({ account, type: 'mail.Muted.v1', data: { join } });

export class Company {
  readonly tenantId = uuid7();
  readonly #told = new Map<string, number>();

  /** A fresh account id. */
  account(): string {
    return uuid7();
  }

  /** Appends what was told, each as the next event of its account's mail stream. */
  async tell(store: EventStore, ...told: readonly Told[]): Promise<void> {
    for (const one of told) {
      await store.append({ stream: `mail-${one.account}`, expected: 'any', events: [this.#event(one)] });
    }
  }

  command(account: string, body: ThreadsCommand, id = uuid7()): Command<ThreadsCommand> {
    return { id, tenantId: this.tenantId, key: account, body, at: AT };
  }

  #event({ account, type, data, traceparent }: Told): NewEvent {
    const nth = (this.#told.get(account) ?? 0) + 1;
    this.#told.set(account, nth);
    const id = uuid5(NAMESPACES.event, account, String(nth));
    const meta = { tenantId: this.tenantId, accountId: account, occurredAt: AT, origin: 'live' } as const;
    return {
      id,
      type,
      data,
      meta: { ...meta, causationId: id, correlationId: id, ...(traceparent === undefined ? {} : { traceparent }) },
    };
  }
}

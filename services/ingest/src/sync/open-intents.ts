import {
  ProviderChangeAcknowledged,
  ProviderChangeOvertaken,
  ProviderChangeRefused,
  ProviderChangeRequested,
} from '@mailfold/contracts';
import type { Clock } from '@mailfold/kernel';
import type { EventStore, StoredEvent } from '@mailfold/event-store';
import type { OpenIntent } from '../domain/observation.ts';

/** An acknowledged change that sync has not seen after this long was so already: it must not swallow a later, genuine one. */
const SEEN_WITHIN_MS = 10 * 60 * 1000;

interface Tracked {
  readonly intent: Omit<OpenIntent, 'done'>;
  readonly acknowledgedAt?: number;
}

/**
 * Our own changes that may come back through sync (WBK-5). An intent is in the store before the provider is asked, so
 * reading the write-back stream before deciding on a change finds every intent that could have caused it.
 */
export class OpenIntents {
  readonly #events: EventStore;
  readonly #stream: string;
  readonly #clock: Clock;
  readonly #open = new Map<string, Tracked>();
  #next = 0;

  constructor(events: EventStore, accountId: string, clock: Clock) {
    this.#events = events;
    this.#stream = `writeback-${accountId}`;
    this.#clock = clock;
  }

  /** Those that the server is known to have done: to be asked before the server is. */
  async done(): Promise<ReadonlySet<string>> {
    await this.#read();
    return new Set(
      this.#open.entries().flatMap(([id, { acknowledgedAt }]) => (acknowledgedAt === undefined ? [] : [id])),
    );
  }

  /** @param done what `done` gave before the server was asked */
  async now(done: ReadonlySet<string> = new Set()): Promise<readonly OpenIntent[]> {
    await this.#read();
    return [...this.#open.values()].map(({ intent }) => ({ ...intent, done: done.has(intent.intentId) }));
  }

  async #read(): Promise<void> {
    for (;;) {
      const page = await this.#events.readStream(this.#stream, { from: this.#next });
      for (const event of page) this.#fold(event);
      if (page.length === 0) break;
    }
    const oldest = this.#clock.now().getTime() - SEEN_WITHIN_MS;
    for (const [id, { acknowledgedAt }] of this.#open) {
      if (acknowledgedAt !== undefined && acknowledgedAt < oldest) this.#open.delete(id);
    }
  }

  #fold(event: StoredEvent): void {
    this.#next = event.revision + 1;
    if (ProviderChangeRequested.is(event)) {
      const { intentId, change, messages } = event.data;
      const messageIds = messages.map((one) => one.messageId);
      const from = messages.flatMap((one) => one.locations);
      this.#open.set(intentId, { intent: { intentId, change, messageIds, from, to: [] } });
    }
    if (ProviderChangeAcknowledged.is(event)) {
      const { intentId, moves } = event.data;
      const tracked = this.#open.get(intentId);
      if (tracked !== undefined) {
        const to = moves.flatMap((one) => one.to ?? []);
        this.#open.set(intentId, { intent: { ...tracked.intent, to }, acknowledgedAt: Date.parse(event.recordedAt) });
      }
    }
    if (ProviderChangeRefused.is(event) || ProviderChangeOvertaken.is(event)) this.#open.delete(event.data.intentId);
  }
}

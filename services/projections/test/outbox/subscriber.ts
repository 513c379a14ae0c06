import { DealTimelineRow, DealTimelineView, MailboxRow, MailboxView, ROW_HEADER } from '@mailfold/contracts/views';
import type { ViewRecord } from '../../src/outbox/outbox.ts';

const SCHEMAS = { [MailboxView.topic]: MailboxRow.strict(), [DealTimelineView.topic]: DealTimelineRow.strict() };

/** What somebody has who reads compacted topics from their beginning to their end. */
export class Subscriber {
  readonly #rows = new Map<string, unknown>();
  readonly #positions = new Map<string, number>();
  records = 0;

  take(records: readonly ViewRecord[]): void {
    for (const { topic, key, value, headers } of records) {
      this.records += 1;
      const id = `${topic} ${key}`;
      const position = Number(headers[ROW_HEADER.position]);
      expect(position).toBeGreaterThanOrEqual(this.#positions.get(id) ?? 0);
      this.#positions.set(id, position);
      if (value === null) this.#rows.delete(id);
      else this.#rows.set(id, SCHEMAS[topic]?.parse(JSON.parse(value.toString('utf8'))));
    }
  }

  /** By topic and key. */
  get rows(): Record<string, unknown> {
    return Object.fromEntries(this.#rows);
  }
}

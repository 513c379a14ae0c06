import { partitionsOf } from '@mailfold/contracts/topics';
import { beatOf, VIEWS } from '@mailfold/contracts/views';
import type { ViewRecord } from './outbox.ts';

const RECORDS: readonly ViewRecord[] = VIEWS.flatMap(({ topic }) =>
  beatOf(topic, partitionsOf(topic)).map((record) => ({ topic, ...record })),
);

/** A record for every partition of the view topics now and then: what Kafka needs to compact quiet ones (within the hour, with the topics' 45 minutes). */
export class Beat {
  readonly #everyMs: number;
  #lastAt = -Infinity;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** When it is due, also the first time: a topic may have been quiet for as long as nobody published. */
  async publish(send: (records: readonly ViewRecord[]) => Promise<void>): Promise<void> {
    const now = performance.now();
    if (now - this.#lastAt < this.#everyMs) return;
    await send(RECORDS);
    this.#lastAt = now;
  }
}

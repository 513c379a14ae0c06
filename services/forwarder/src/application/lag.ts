import type { EventStore } from '@mailfold/event-store';
import type { Clock } from '@mailfold/kernel';

/** What is not in Kafka yet. */
export interface Lag {
  /** Of the whole store, other shards' included; exact up to a hundred, estimated above. */
  readonly events: number;
  /** Age of the oldest one. */
  readonly seconds: number;
}

const EXACT = 100;

/** Read from the store, so that it is the same for whoever asks, also while nothing is published. */
export const lagAfter = async (events: EventStore, clock: Clock, position: number): Promise<Lag> => {
  const page = await events.readAll({ after: position, max: EXACT });
  const [oldest, last] = [page[0], page.at(-1)];
  if (oldest === undefined || last === undefined) return { events: 0, seconds: 0 };
  const seconds = Math.max(0, clock.now().getTime() - Date.parse(oldest.recordedAt)) / 1_000;
  if (page.length < EXACT) return { events: page.length, seconds };
  // Positions are not a count of events everywhere.
  const eachTakes = (last.position - position) / page.length;
  return { events: Math.round(((await events.head()) - position) / eachTakes), seconds };
};

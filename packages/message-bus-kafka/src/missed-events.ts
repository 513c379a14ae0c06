import { partitionOf } from '@mailfold/contracts/topics';
import { type EventStore, keyOf, type StoredEvent } from '@mailfold/event-store';
import { type Partition } from './partition.ts';

export interface MissedPage {
  /** Those of the partitions, in the store's order. */
  readonly events: readonly StoredEvent[];
  /** How far the store was read. */
  readonly position: number;
}

/**
 * What Kafka has deleted before the group read it, from the store: everything of these partitions after what each has finished, up to the
 * store's head of now. What of it Kafka brings, too, is passed over by its position.
 */
export async function* missedEvents(
  store: EventStore,
  behind: readonly Partition[],
  partitions: number,
  pageSize: number,
): AsyncGenerator<MissedPage> {
  const head = await store.head();
  const byId = new Map(behind.map((partition) => [partition.id, partition]));
  const isMissed = (event: StoredEvent): boolean =>
    event.position > (byId.get(partitionOf(keyOf(event), partitions))?.finished ?? Number.POSITIVE_INFINITY);
  let after = Math.min(...behind.map(({ finished }) => finished));
  while (after < head) {
    const page = await store.readAll({ after, max: pageSize });
    const upTo = page.filter(({ position }) => position <= head);
    after = upTo.length < page.length || page.length === 0 ? head : (page.at(-1)?.position ?? head);
    yield { events: upTo.filter(isMissed), position: after };
  }
}

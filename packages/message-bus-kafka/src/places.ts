import { messageOf, pause } from '@mailfold/kernel';
import type { Admin } from 'kafkajs';
import type { KafkaLog } from './connection.ts';

/** Where a group goes on in a partition. */
export interface Place {
  readonly partition: number;
  /** The next offset; undefined: the group has committed none. */
  readonly offset: bigint | undefined;
  /** The store position up to which it has finished. */
  readonly position: number;
  /** The first offset that Kafka still has. */
  readonly first: bigint;
  /** Kafka has deleted something that comes after that place. */
  readonly isBehindKafka: boolean;
}

export interface PlacesOf {
  readonly admin: Admin;
  readonly topic: string;
  readonly group: string;
  /** Where a group without a place begins. */
  readonly from: number;
  readonly log: KafkaLog | undefined;
}

const AGAIN_MS = 500;

/** What a group committed in each partition of a topic, and what Kafka still has of it. Undefined when the signal aborts before Kafka answers. */
export async function readPlaces(of: PlacesOf, signal: AbortSignal): Promise<readonly Place[] | undefined> {
  while (!signal.aborted) {
    try {
      return await read(of);
    } catch (thrown) {
      of.log?.({ level: 'warn', message: `${of.group}: its places cannot be read`, error: messageOf(thrown) });
      await pause(AGAIN_MS, signal);
    }
  }
  return undefined;
}

async function read({ admin, topic, group, from }: PlacesOf): Promise<readonly Place[]> {
  const [kept, [committed]] = await Promise.all([
    admin.fetchTopicOffsets(topic),
    admin.fetchOffsets({ groupId: group, topics: [topic] }),
  ]);
  return kept.map(({ partition, low }) => {
    const place = committed?.partitions.find((one) => one.partition === partition);
    return placeOf(partition, BigInt(low), place === undefined ? undefined : committedPlace(place), from);
  });
}

interface Committed {
  readonly offset: bigint;
  /** Undefined where somebody else committed it, as kafkajs does when it was told of an offset that is gone. */
  readonly position: number | undefined;
}

function placeOf(partition: number, first: bigint, committed: Committed | undefined, from: number): Place {
  const { offset, position } = committed ?? {};
  const begins = position === undefined || (offset ?? 0n) < first;
  return { partition, offset, position: position ?? from, first, isBehindKafka: begins && first > 0n };
}

function committedPlace({
  offset,
  metadata,
}: {
  readonly offset: string;
  readonly metadata: string | null;
}): Committed | undefined {
  const at = BigInt(offset);
  if (at < 0n) return undefined;
  return { offset: at, position: committedPosition(metadata) };
}

/** What a group wrote beside an offset: the store position up to which it has finished. Undefined where somebody else committed. */
export const committedPosition = (metadata: string | null): number | undefined =>
  /^\d+$/.test(metadata ?? '') ? Number(metadata) : undefined;

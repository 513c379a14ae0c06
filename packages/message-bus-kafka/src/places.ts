import { messageOf, pause } from '@mailfold/kernel';
import type { Admin } from 'kafkajs';
import type { KafkaLog } from './connection.ts';
import { type Finished, finishedIn } from './metadata.ts';

/** Where a reading goes on in a partition. */
export interface Place {
  readonly partition: number;
  /** The next offset; undefined: none was committed. */
  readonly offset: bigint | undefined;
  /** How far each group has finished, as it was committed beside the offset. */
  readonly finished: ReadonlyMap<string, Finished>;
  /** The first offset that Kafka still has. */
  readonly first: bigint;
}

export interface PlacesOf {
  readonly admin: Admin;
  readonly topic: string;
  /** Kafka's. */
  readonly member: string;
  readonly log: KafkaLog | undefined;
}

const AGAIN_MS = 500;

/** What was committed in each partition of a topic, and what Kafka still has of it. Undefined when the signal aborts before Kafka answers. */
export async function readPlaces(of: PlacesOf, signal: AbortSignal): Promise<readonly Place[] | undefined> {
  while (!signal.aborted) {
    try {
      return await read(of);
    } catch (thrown) {
      of.log?.({ level: 'warn', message: `${of.member}: its places cannot be read`, error: messageOf(thrown) });
      await pause(AGAIN_MS, signal);
    }
  }
  return undefined;
}

async function read({ admin, topic, member }: PlacesOf): Promise<readonly Place[]> {
  const [kept, [committed]] = await Promise.all([
    admin.fetchTopicOffsets(topic),
    admin.fetchOffsets({ groupId: member, topics: [topic] }),
  ]);
  return kept.map(({ partition, low }) => {
    const { offset, metadata } = committed?.partitions.find((one) => one.partition === partition) ?? NEVER;
    const next = BigInt(offset);
    return { partition, first: BigInt(low), offset: next < 0n ? undefined : next, finished: finishedIn(metadata) };
  });
}

const NEVER = { offset: '-1', metadata: null };

/** Where one group begins in a partition. */
export interface Beginning {
  /** Everything up to here is finished. */
  readonly position: number;
  /** What comes next is not what Kafka gives next: it has deleted it, or others of the reading had it long ago. */
  readonly isBehind: boolean;
}

/** @param from where a group without a place begins */
export function beginningOf({ offset, first, finished }: Place, group: string, from: number): Beginning {
  const known = finished.get(group);
  if (known === undefined) return { position: from, isBehind: first > 0n || offset !== undefined };
  return { position: known.position, isBehind: known.isBehind || (offset ?? 0n) < first };
}

import type { EventStore } from '@mailfold/event-store';
import type { Clock } from '@mailfold/kernel';
import type { Progress } from './platform.ts';

/** How far one consumer group is behind. */
export interface GroupLag {
  readonly group: string;
  /** Absent where neither bus nor store counts. */
  readonly events?: number;
  /** How long ago the oldest event was recorded that is not finished; `unknown` while the bus does not say. */
  readonly seconds: number | 'unknown';
}

const CAUGHT_UP = { events: 0, seconds: 0 };

/**
 * What the bus says, or else how far the position is behind the store's head; who is behind costs one read of one event.
 * @param progress taken before: the head is asked for here
 */
export const groupLags = async (
  events: EventStore,
  clock: Clock,
  progress: readonly Progress[],
): Promise<readonly GroupLag[]> => {
  if (progress.length === 0) return [];
  const head = await events.head();
  const ages = new Map<number, Promise<number>>();
  const ageAfter = (position: number): Promise<number> => {
    const age = ages.get(position) ?? ageOfNext(events, clock, position);
    ages.set(position, age);
    return age;
  };
  return Promise.all(
    progress.map(async ({ name: group, position, lag }): Promise<GroupLag> => {
      if (lag === 'unknown') return { group, seconds: 'unknown' };
      if (lag !== undefined) return { group, ...lag };
      if (position >= head) return { group, ...CAUGHT_UP };
      const counted = events.capabilities.positionsCount === true ? { events: head - position } : {};
      return { group, ...counted, seconds: await ageAfter(position) };
    }),
  );
};

const ageOfNext = async (events: EventStore, clock: Clock, after: number): Promise<number> => {
  const [next] = await events.readAll({ after, max: 1 });
  if (next === undefined) return 0;
  return Math.max(0, (clock.now().getTime() - Date.parse(next.recordedAt)) / 1_000);
};

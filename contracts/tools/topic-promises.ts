import { z } from 'zod';
import type { TopicDefinition } from '../topics/catalogue.ts';

/** What readers of a topic rely on: its partitions and key, as their order hangs on it, and whether it is compacted. */
export const TopicPromise = z.object({
  name: z.string(),
  partitions: z.number(),
  key: z.string(),
  cleanup: z.enum(['delete', 'compact']),
});

export type TopicPromise = z.output<typeof TopicPromise>;

export const promiseOf = ({ name, partitions, key, cleanup }: TopicDefinition): TopicPromise => ({
  name,
  partitions,
  key,
  cleanup,
});

/** In words: each promise of a published topic that the topics as they are now break. */
export const brokenTopics = (published: readonly TopicPromise[], now: readonly TopicPromise[]): readonly string[] =>
  published.flatMap((was) =>
    changes(
      was,
      now.find(({ name }) => name === was.name),
    ),
  );

const changes = (was: TopicPromise, is: TopicPromise | undefined): readonly string[] => {
  if (is === undefined) return [`${was.name}: the topic is gone`];
  return (['partitions', 'key', 'cleanup'] as const).flatMap((promise) =>
    was[promise] === is[promise] ? [] : [`${was.name}: ${promise} changed from ${was[promise]} to ${is[promise]}`],
  );
};

import type { TopicDefinition } from './catalogue.ts';

/** Kafka's settings of a topic as it is defined; all others are the broker's, or the operator's. */
export const topicSettings = (topic: TopicDefinition): Readonly<Record<string, string>> => {
  const { cleanup, retentionMs, maxCompactionLagMs, tombstoneRetentionMs } = topic;
  return {
    'cleanup.policy': cleanup,
    ...(retentionMs === undefined ? {} : { 'retention.ms': String(retentionMs) }),
    ...(maxCompactionLagMs === undefined ? {} : { 'max.compaction.lag.ms': String(maxCompactionLagMs) }),
    ...(tombstoneRetentionMs === undefined ? {} : { 'delete.retention.ms': String(tombstoneRetentionMs) }),
  };
};

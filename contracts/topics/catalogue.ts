import { catalogue } from '../events/catalogue.ts';
import { VIEWS } from '../views/catalogue.ts';
import type { ViewDefinition } from '../views/definition.ts';
import { contextTopic, deadLetterTopic, LOG_TOPIC } from './topic-names.ts';

export interface TopicDefinition {
  readonly name: string;
  /** Never changed for a keyed topic: another number is another topic. */
  readonly partitions: number;
  /** What the records' key is, in words. */
  readonly key: string;
  readonly cleanup: 'delete' | 'compact';
  /** How long records stay; with `delete`. */
  readonly retentionMs?: number;
  /** How long an overtaken record may stay; with `compact`. */
  readonly maxCompactionLagMs?: number;
  /** How long a tombstone stays for who was away; with `compact`. */
  readonly tombstoneRetentionMs?: number;
  readonly why: string;
}

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
/** Kafka closes the segment it writes to with the next record after that; the beat comes every ten minutes, so all is compacted within the hour. */
const COMPACTION_LAG = 45 * MINUTE;

/**
 * As many processes of one service as can share the accounts, as it never grows; 12 is whole for 1, 2, 3, 4 and 6 of them, and few enough for a
 * broker on a laptop. The same everywhere: a key has the same number in every topic, so whoever reads two of them finds both on one member.
 */
const PARTITIONS = 12;

const log: TopicDefinition = {
  name: LOG_TOPIC,
  partitions: PARTITIONS,
  key: 'account id; tenant id for directory events',
  cleanup: 'delete',
  retentionMs: WEEK,
  why: 'every event in the order of its account, which our own services read; the store is the truth, so a week is enough to be away',
};

const contexts = [...new Set(catalogue.map(({ context }) => context))];

const ofContext = (context: string): TopicDefinition => ({
  name: contextTopic(context),
  partitions: PARTITIONS,
  key: context === 'directory' ? 'tenant id' : 'account id',
  cleanup: 'delete',
  retentionMs: WEEK,
  why: `the same events, those of ${context} only, for outsiders; personal data in clear stays no longer than a week`,
});

const ofView = ({ topic, view, key }: ViewDefinition): TopicDefinition => ({
  name: topic,
  partitions: PARTITIONS,
  key,
  cleanup: 'compact',
  maxCompactionLagMs: COMPACTION_LAG,
  tombstoneRetentionMs: WEEK,
  why: `rows of the view ${view} for whoever subscribes; what is taken back is overtaken by a tombstone, to be compacted within the hour`,
});

/** Every topic that mailfold writes, but the dead letters of its consumer groups. */
export const TOPICS: readonly TopicDefinition[] = [log, ...contexts.map(ofContext), ...VIEWS.map(ofView)];

/** Of a topic of the catalogue. */
export const partitionsOf = (topic: string): number => {
  const found = TOPICS.find(({ name }) => name === topic);
  if (found === undefined) throw new TypeError(`the catalogue has no topic ${topic}`);
  return found.partitions;
};

/** Where the parked events of a consumer group of the log are copied to. */
export const deadLetterTopicDefinition = (group: string): TopicDefinition => ({
  name: deadLetterTopic(LOG_TOPIC, group),
  partitions: 1,
  key: 'as in the log',
  cleanup: 'delete',
  retentionMs: WEEK,
  why: `copies of what ${group} could not handle, for whoever watches; the parked table is the truth`,
});

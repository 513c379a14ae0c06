import type { TopicDefinition } from '../topics/catalogue.ts';

const HOUR = 3_600_000;

const days = (ms: number | undefined): string => (ms === undefined ? '' : `${ms / (24 * HOUR)} days`);

const kept = ({ cleanup, retentionMs, maxCompactionLagMs = 0, tombstoneRetentionMs }: TopicDefinition): string =>
  cleanup === 'delete'
    ? days(retentionMs)
    : `newest of each key, others ${maxCompactionLagMs / 60_000} minutes, tombstones ${days(tombstoneRetentionMs)}`;

const row = (topic: TopicDefinition): string =>
  `| \`${topic.name}\` | ${topic.partitions} | ${topic.key} | ${kept(topic)} | ${topic.why} |`;

const HEAD = `# Topics

Every topic that mailfold writes. This page is generated (\`node contracts/tools/generate.ts\`) from [\`catalogue.ts\`](catalogue.ts). \`mailfold topics plan\` shows what a Kafka lacks of it,
\`mailfold topics apply\` makes it so. The number of partitions of a keyed topic is never changed: its keys would move and lose their order. Another number is another topic (\`v2\`).

| topic | partitions | key | kept | why |
|---|---|---|---|---|`;

/** \`contracts/topics/README.md\` */
export const topicsPage = (topics: readonly TopicDefinition[], deadLetters: TopicDefinition): string =>
  `${HEAD}\n${[...topics, deadLetters].map(row).join('\n')}\n`;

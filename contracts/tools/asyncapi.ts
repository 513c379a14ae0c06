import type { EventDefinition } from '../events/definition.ts';
import type { TopicDefinition } from '../topics/catalogue.ts';
import { contextTopic, LOG_TOPIC } from '../topics/topic-names.ts';
import type { ViewDefinition } from '../views/definition.ts';
import { EVENT_HEADERS, ROW_HEADERS } from './current-schemas.ts';

export interface Described {
  readonly topics: readonly TopicDefinition[];
  readonly events: readonly EventDefinition[];
  readonly views: readonly ViewDefinition[];
}

const BINDING = '0.5.0';
const FORMAT = 'application/schema+json;version=draft-2020-12';

const schemaAt = (file: string, pointer = '') => ({
  schemaFormat: FORMAT,
  schema: { $ref: `./schemas/${file}.json${pointer}` },
});

const eventMessage = ({ type, description, context }: EventDefinition) => ({
  name: type,
  title: type,
  summary: description,
  contentType: 'application/json',
  headers: schemaAt(EVENT_HEADERS),
  // The value is the data alone: its envelope travels as headers.
  payload: schemaAt(type, '#/properties/data'),
  correlationId: { location: '$message.header#/ce_correlationid' },
  bindings: keyBinding(context === 'directory' ? 'tenant id' : 'account id'),
});

const rowMessage = ({ topic, description, key }: ViewDefinition) => ({
  name: topic,
  title: topic,
  summary: `${description} A null value takes the row back.`,
  contentType: 'application/json',
  headers: schemaAt(ROW_HEADERS),
  payload: schemaAt(topic),
  bindings: keyBinding(key),
});

const keyBinding = (description: string) => ({
  kafka: { key: { type: 'string', description }, bindingVersion: BINDING },
});

const channel = (topic: TopicDefinition, messages: readonly string[]) => ({
  address: topic.name,
  description: `Key: ${topic.key}. ${topic.why}.`,
  messages: Object.fromEntries(messages.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
  bindings: {
    kafka: {
      topic: topic.name,
      partitions: topic.partitions,
      topicConfiguration: {
        'cleanup.policy': [topic.cleanup],
        ...(topic.retentionMs === undefined ? {} : { 'retention.ms': topic.retentionMs }),
        ...(topic.tombstoneRetentionMs === undefined ? {} : { 'delete.retention.ms': topic.tombstoneRetentionMs }),
      },
      bindingVersion: BINDING,
    },
  },
});

const messagesOn = (topic: string, { events, views }: Described): readonly string[] => [
  ...events.filter(({ context }) => topic === LOG_TOPIC || topic === contextTopic(context)).map(({ type }) => type),
  ...views.filter((view) => view.topic === topic).map((view) => view.topic),
];

const INFO = {
  title: 'mailfold',
  version: '1',
  description:
    'What mailfold publishes on Kafka. Events are CloudEvents 1.0 in the binary mode of the Kafka binding; read committed, and of the events of one key ignore those whose ce_position is not above the last. Rows of views are compacted by key.',
  license: { name: 'Apache-2.0' },
};

/** `contracts/asyncapi.json`: AsyncAPI 3.0 of all topics; schemas stay in their own files. */
export const asyncApi = (described: Described) => ({
  asyncapi: '3.0.0',
  info: INFO,
  defaultContentType: 'application/json',
  channels: Object.fromEntries(
    described.topics.map((topic) => [topic.name, channel(topic, messagesOn(topic.name, described))]),
  ),
  operations: Object.fromEntries(
    described.topics.map(({ name }) => [
      `publish-${name}`,
      { action: 'send', channel: { $ref: `#/channels/${name}` }, summary: `mailfold publishes on ${name}.` },
    ]),
  ),
  components: {
    messages: Object.fromEntries([
      ...described.events.map((definition) => [definition.type, eventMessage(definition)] as const),
      ...described.views.map((view) => [view.topic, rowMessage(view)] as const),
    ]),
  },
});

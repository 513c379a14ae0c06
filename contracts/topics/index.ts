export { deadLetterTopicDefinition, partitionsOf, type TopicDefinition, TOPICS } from './catalogue.ts';
export { EventHeaders } from './event-headers.ts';
export { HEADER } from './headers.ts';
export { InvalidRecord } from './invalid-record.ts';
export { decodeRecord, encodeRecord, type KafkaRecord, type ReceivedRecord } from './kafka-codec.ts';
export { partitionOf } from './partition.ts';
export type { PublishedEvent } from './published-event.ts';
export { consumerGroup, contextTopic, deadLetterTopic, LOG_TOPIC, streamName, viewTopic } from './topic-names.ts';
export { topicSettings } from './topic-settings.ts';

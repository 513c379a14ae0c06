export { eventHeaders, type EventHeaders } from './event-headers.ts';
export { consumerGroup, contextTopic, deadLetterTopic, LOG_TOPIC, streamName, viewTopic } from './topic-names.ts';

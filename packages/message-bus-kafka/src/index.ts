export type { KafkaConnection, KafkaLog, SaslMechanism } from './connection.ts';
export { MESSAGE_BUS_CODES, type MessageBusCode } from './errors.ts';
export type { Timing } from './group-consumer.ts';
export { KafkaMessageBus, type KafkaMessageBusOptions } from './kafka-message-bus.ts';
export type { OnRejected } from './member.ts';
export { KafkaPublisher, type KafkaPublisherOptions } from './publisher.ts';
export type { OutgoingRecord } from './requests.ts';
export { KafkaTopics, type NewTopic, type PartitionLag, type TopicDescription } from './topics.ts';

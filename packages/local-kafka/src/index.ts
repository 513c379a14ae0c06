export { type LocalKafka, type LocalKafkaOptions, startLocalKafka } from './local-kafka.ts';
export { answersAt } from './answers.ts';
export { freePorts } from './free-ports.ts';
export { findKafkaLibs, KAFKA_VERSION } from './libs.ts';
export { type KafkaPorts, type KafkaSecurity, PLAIN, serverProperties } from './server-properties.ts';

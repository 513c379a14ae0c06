import type { KafkaConnection } from '@mailfold/message-bus-kafka';
import { readFileSync } from 'node:fs';
import type { Settings } from './config.ts';

/** @param clientId how Kafka's own logs name the process */
export const kafkaConnection = (settings: Settings, clientId: string): KafkaConnection => {
  const { MAILFOLD_KAFKA_CA: ca, MAILFOLD_KAFKA_SASL: mechanism } = settings;
  const { MAILFOLD_KAFKA_USERNAME: username, MAILFOLD_KAFKA_PASSWORD: password } = settings;
  return {
    brokers: settings.MAILFOLD_KAFKA_BROKERS,
    clientId,
    ...(settings.MAILFOLD_KAFKA_TLS === 'off' ? {} : { tls: ca === undefined ? {} : { ca: readFileSync(ca, 'utf8') } }),
    ...(mechanism === 'off' || username === undefined || password === undefined
      ? {}
      : { sasl: { mechanism, username, password } }),
  };
};

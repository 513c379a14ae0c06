import type { KafkaConnection } from '@mailfold/message-bus-kafka';
import { readFileSync } from 'node:fs';
import type { KafkaSettings } from '../config.ts';
import { usage } from '../usage.ts';

const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** How to get to Kafka: `--brokers`, and what the environment says of TLS and SASL. Throws `cli/usage` for what is missing. */
export function kafkaAccess(brokers: string | undefined, settings: Partial<KafkaSettings> = {}): KafkaConnection {
  const { tls, ca } = settings;
  const sasl = saslOf(settings);
  return {
    brokers: brokersOf(brokers ?? settings.brokers),
    clientId: 'mailfold-cli',
    ...(tls === 'on' ? { tls: ca === undefined ? {} : { ca: readCertificates(ca) } } : {}),
    ...(sasl === undefined ? {} : { sasl }),
  };
}

function brokersOf(text: string | undefined): readonly string[] {
  if (text === undefined) throw usage('Which Kafka? Name it with --brokers host:port, or MAILFOLD_KAFKA_BROKERS.');
  const brokers = text.split(',').map((broker) => broker.trim());
  const bad = brokers.find((broker) => !/^([^\s:]+|\[.+\]):\d+$/.test(broker));
  if (bad !== undefined) throw usage(`Brokers are host:port, separated by commas; this is none: ${bad}`);
  return brokers;
}

function saslOf({ sasl, username, password }: Partial<KafkaSettings>): KafkaConnection['sasl'] {
  if (sasl === undefined || sasl === 'off') return undefined;
  const mechanism = MECHANISMS.find((one) => one === sasl);
  if (mechanism === undefined) throw usage(`MAILFOLD_KAFKA_SASL is none of off, ${MECHANISMS.join(', ')}.`);
  if (username === undefined || password === undefined)
    throw usage('MAILFOLD_KAFKA_SASL wants MAILFOLD_KAFKA_USERNAME and MAILFOLD_KAFKA_PASSWORD.');
  return { mechanism, username, password };
}

function readCertificates(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw usage(`MAILFOLD_KAFKA_CA names a file that cannot be read: ${path}`);
  }
}

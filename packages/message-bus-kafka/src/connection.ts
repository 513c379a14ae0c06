import kafkajs, { type Kafka, type KafkaConfig, type logLevel, type RetryOptions, type SASLOptions } from 'kafkajs';
import { installZstd } from './zstd.ts';
import { installIdleGuard } from './idle-guard.ts';
import { installQuickDecoder } from './quick-decoder.ts';
import { installQuickEncoder } from './quick-encoder.ts';

export type SaslMechanism = 'plain' | 'scram-sha-256' | 'scram-sha-512';

/** Where Kafka is and how to get in. */
export interface KafkaConnection {
  /** Each as `host:port`. */
  readonly brokers: readonly string[];
  /** How Kafka's own logs and quotas name us. */
  readonly clientId: string;
  /** Absent: in clear. `{}`: with the certificates that this machine trusts. PEM texts. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly servername?: string };
  readonly sasl?: { readonly mechanism: SaslMechanism; readonly username: string; readonly password: string };
}

/** What kafkajs says, as a line of ours: no content of a record, no secret. */
export type KafkaLog = (line: {
  readonly level: 'error' | 'warn' | 'info';
  readonly message: string;
  readonly error?: string;
}) => void;

/** Enough for a leader that moves; who needs more patience tries again itself. */
const RETRY: RetryOptions = { initialRetryTime: 50, maxRetryTime: 1_000, factor: 0.2, multiplier: 2, retries: 8 };

/** A client of its own for each use: kafkajs shares what a client knows of a group between its consumers. */
export function kafkaClient(connection: KafkaConnection, log: KafkaLog | undefined, retry: RetryOptions = {}): Kafka {
  installIdleGuard();
  installQuickEncoder();
  installQuickDecoder();
  installZstd();
  return new kafkajs.Kafka({
    brokers: [...connection.brokers],
    clientId: connection.clientId,
    ...security(connection),
    connectionTimeout: 3_000,
    authenticationTimeout: 10_000,
    requestTimeout: 15_000,
    retry: { ...RETRY, ...retry },
    logLevel: log === undefined ? LEVEL.nothing : LEVEL.info,
    logCreator: () => (entry) => toLine(entry, log),
  });
}

function security({ tls, sasl }: KafkaConnection): Pick<KafkaConfig, 'ssl' | 'sasl'> {
  return {
    ...(tls === undefined ? {} : { ssl: { ...tls } }),
    // kafkajs's type wants a union by mechanism; the three have the same fields.
    ...(sasl === undefined ? {} : { sasl: { ...sasl } as SASLOptions }),
  };
}

const LEVEL = { nothing: 0, error: 1, warn: 2, info: 4 } as const satisfies Record<string, logLevel>;

const nameOf = (level: number): 'error' | 'warn' | 'info' =>
  level <= LEVEL.error ? 'error' : level <= LEVEL.warn ? 'warn' : 'info';

function toLine(
  entry: { readonly level: logLevel; readonly log: { readonly message: string; readonly [field: string]: unknown } },
  log: KafkaLog | undefined,
): void {
  const level = nameOf(entry.level);
  const { message, error } = entry.log;
  log?.({ level, message, ...(typeof error === 'string' ? { error } : {}) });
}

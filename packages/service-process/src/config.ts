import { LOG_TOPIC, partitionsOf } from '@mailfold/contracts/topics';
import { DiscoveryEnvironment } from '@mailfold/mail-discovery/config';
import { oauthSecrets, oauthSettings, type OAuthSettings, shownOAuth } from '@mailfold/oauth/config';
import { KEY_SECRETS, KeyEnvironment } from '@mailfold/secrets/config';
import { listOf, LogLevel, loadConfig, Port, withSecretFiles } from '@mailfold/service-host/config';
import { z } from 'zod';

/**
 * What a service needs beside log, rows, bus and API. `blobs`: the folder of blobs; `logins`: the master key, and the way to providers;
 * `forwarding`, `view-topics`: what is published to Kafka.
 */
export type Need = 'blobs' | 'logins' | 'forwarding' | 'view-topics';

export type Env = Readonly<Record<string, string | undefined>>;

/** Of this process. */
export const environment = (): Env => process.env;

const needed = z.string({ error: ({ input }) => (input === undefined ? 'is needed' : undefined) });

const url = (protocols: readonly string[]) =>
  needed.refine((text) => protocols.includes(/^([a-z+]+:)\/\/\S/.exec(text)?.[1] ?? ''), {
    error: `must be an address that begins with ${protocols.map((one) => `${one}//`).join(' or ')}`,
  });

const ROWS = ['postgres:', 'postgresql:'];
const EVENTS = [...ROWS, 'esdb:', 'kurrentdb:', 'esdb+discover:', 'kurrentdb+discover:'];
const partitionsOfLog = partitionsOf(LOG_TOPIC);

const Environment = z.object({
  /** Where the log is: PostgreSQL, or EventStoreDB; default: where the rows are. */
  MAILFOLD_EVENTS_URL: url(EVENTS).optional(),
  MAILFOLD_ROWS_URL: url(ROWS),
  /** Most connections to PostgreSQL; one more listens. */
  MAILFOLD_ROWS_CONNECTIONS: z.coerce.number().int().min(2).max(100).default(6),
  /** `host:port`, separated by commas. */
  MAILFOLD_KAFKA_BROKERS: needed
    .transform(listOf)
    .pipe(z.array(z.string().regex(/^([^\s:]+|\[.+\]):\d+$/, 'must be host:port, separated by commas')).min(1)),
  MAILFOLD_KAFKA_TLS: z.enum(['on', 'off']).default('off'),
  /** A file with the certificates that the brokers' ones are checked against; default: those that Node knows. */
  MAILFOLD_KAFKA_CA: z.string().optional(),
  MAILFOLD_KAFKA_SASL: z.enum(['off', 'plain', 'scram-sha-256', 'scram-sha-512']).default('off'),
  MAILFOLD_HOST: z.string().default('127.0.0.1'),
  MAILFOLD_PORT: Port.default(8080),
  MAILFOLD_LOG_LEVEL: LogLevel,
  /** Where a collector takes OTLP over HTTP; absent: nothing is traced. */
  MAILFOLD_OTLP_URL: url(['http:', 'https:']).optional(),
  /** A service is ready while it is no further behind than this. */
  MAILFOLD_READY_WITHIN_SECONDS: z.coerce.number().min(1).max(86_400).default(60),
});

const Sasl = z.object({ MAILFOLD_KAFKA_USERNAME: needed, MAILFOLD_KAFKA_PASSWORD: needed });

const Blobs = z.object({
  /** A folder that all processes with blobs share. */
  MAILFOLD_BLOBS: needed,
});

const Logins = KeyEnvironment.extend({
  ...DiscoveryEnvironment.shape,
  /** Hosts to which a connection in clear is allowed, separated by commas. */
  MAILFOLD_ALLOW_CLEARTEXT: z.string().default('').transform(listOf),
  /** Hosts, addresses and ranges that are not in the public internet and may be connected to all the same, separated by commas (X1). */
  MAILFOLD_ALLOW_HOSTS: z.string().default('').transform(listOf),
  /** Between rounds through all folders of an account, in seconds. */
  MAILFOLD_ROUND_SECONDS: z.coerce.number().min(0.05).max(3_600).default(30),
  /** For how long raw mail is kept that a narrower scope withdrew, in days (SCO-2). */
  MAILFOLD_RAW_GRACE_DAYS: z.coerce.number().min(0).max(3_650).default(30),
});

const Forwarding = z.object({
  /** Contexts whose topic is not filled, separated by commas. */
  MAILFOLD_CONTEXTS_OFF: z.string().default('').transform(listOf),
  /** How many parts the keys are divided into, each published by one process; the same in all of them. */
  MAILFOLD_FORWARDER_SHARDS: z.coerce
    .number()
    .int()
    .refine((shards) => shards > 0 && partitionsOfLog % shards === 0, {
      error: `must divide the ${partitionsOfLog} partitions of the log topic, so that each has one writer`,
    })
    .default(1),
});

const ViewTopics = z.object({
  /** Whether rows of the views are published: they have subjects and addresses. The view is folded anew when it changes. */
  MAILFOLD_VIEW_TOPICS: z.enum(['on', 'off']).default('off'),
});

const Whole = Environment.extend({
  ...Sasl.partial().shape,
  ...Blobs.partial().shape,
  ...Logins.partial().shape,
  ...Forwarding.partial().shape,
  ...ViewTopics.partial().shape,
});
/** What the environment says to a service; what it does not need is absent. */
export type Settings = Readonly<z.output<typeof Whole>> & {
  /** Of a service that needs `logins`. */
  readonly oauth?: OAuthSettings;
};

/** Those that may lie in files: the variable with `_FILE` names one. */
const SECRETS = [...KEY_SECRETS, 'MAILFOLD_ROWS_URL', 'MAILFOLD_EVENTS_URL', 'MAILFOLD_KAFKA_PASSWORD'];

/** Nobody makes one up for services: where no KMS keeps it, it must be given (X22). */
const masterKeyOf = ({ MAILFOLD_KMS_KEY: kms = '' }: Env) =>
  kms === ''
    ? { MAILFOLD_MASTER_KEY: z.string({ error: () => 'is needed, or MAILFOLD_KMS_KEY; 32 bytes of base64' }) }
    : {};

/** Throws `config/invalid` with every problem. */
export const settingsFrom = (env: Env, needs: readonly Need[]): Settings => {
  const given = withSecretFiles(env, [...SECRETS, ...oauthSecrets(env)]);
  const usesSasl = !['', 'off', undefined].includes(given['MAILFOLD_KAFKA_SASL']);
  const shape = Environment.extend({
    ...(usesSasl ? Sasl.shape : {}),
    ...(needs.includes('blobs') ? Blobs.shape : {}),
    ...(needs.includes('logins') ? Logins.extend(masterKeyOf(given)).shape : {}),
    ...(needs.includes('forwarding') ? Forwarding.shape : {}),
    ...(needs.includes('view-topics') ? ViewTopics.shape : {}),
  });
  // A cast where the compiler cannot follow which of the shapes were taken: all of them are parts of the whole.
  const settings = loadConfig(shape, given) as Settings;
  return needs.includes('logins') ? { ...settings, oauth: oauthSettings(given) } : settings;
};

/** The settings as lines `NAME=value`, secrets hidden: what `--print-config` prints. */
export const shownSettings = ({ oauth, ...settings }: Settings): string =>
  Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${isSecret(name) ? '***' : withoutPassword(String(value))}\n`)
    .join('') + (oauth === undefined ? '' : shownOAuth(oauth));

const isSecret = (name: string): boolean => /^MAILFOLD_MASTER_KEY|_PASSWORD$/.test(name);

const withoutPassword = (text: string): string => text.replace(/^([a-z+]+:\/\/[^/@:]*):.*@/, '$1:***@');

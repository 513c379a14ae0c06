import { join, resolve } from 'node:path';
import { DiscoveryEnvironment, type DiscoverySettings } from '@mailfold/mail-discovery/config';
import { oauthSecrets, oauthSettings, type OAuthSettings } from '@mailfold/oauth/config';
import { KEY_SECRETS, KeyEnvironment, type KeySettings } from '@mailfold/secrets/config';
import {
  argumentsFrom,
  listOf,
  LogLevel,
  loadConfig,
  Port,
  portFrom,
  withSecretFiles,
} from '@mailfold/service-host/config';
import { z } from 'zod';

const Environment = KeyEnvironment.extend({
  ...DiscoveryEnvironment.shape,
  MAILFOLD_DATA: z.string().optional(),
  MAILFOLD_PORT: Port.optional(),
  MAILFOLD_HOST: z.string().optional(),
  /** `production`: no master key is made up. */
  NODE_ENV: z.string().optional(),
  MAILFOLD_LOG_LEVEL: LogLevel,
  /** Between rounds through all folders, in seconds. */
  MAILFOLD_ROUND_SECONDS: z.coerce.number().min(0.05).max(3_600).default(30),
  /** For how long raw mail is kept that a narrower scope withdrew, in days (SCO-2). */
  MAILFOLD_RAW_GRACE_DAYS: z.coerce.number().min(0).max(3_650).default(30),
  /** Hosts to which the operator allows a connection in clear, separated by commas; for tests on loopback. */
  MAILFOLD_ALLOW_CLEARTEXT: z.string().default(''),
  /** Hosts, addresses and ranges that are not in the public internet and may be connected to all the same, separated by commas (X1). */
  MAILFOLD_ALLOW_HOSTS: z.string().default(''),
});

export interface UpConfig {
  readonly data: string;
  /** 0: a free one. */
  readonly port: number;
  readonly host: string;
  /** None given: a file in the data directory. */
  readonly keys: KeySettings;
  readonly discovery: DiscoverySettings;
  /** Where people may sign in instead of giving a password. */
  readonly oauth?: OAuthSettings;
  /** Mail of others is in it: what is only good enough for trying out is refused. */
  readonly production: boolean;
  readonly logLevel: z.output<typeof Environment>['MAILFOLD_LOG_LEVEL'];
  readonly roundMs: number;
  /** How long raw mail out of scope is kept; default 30 days. */
  readonly rawGrace?: { readonly days: number };
  readonly allowClearText: readonly string[];
  readonly allowHosts: readonly string[];
  /** Run the demo company; undefined: if nothing was ever connected here, or the demo ran before. */
  readonly demo: boolean | undefined;
  readonly untilSettled: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

const OPTIONS = {
  data: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  demo: { type: 'boolean' },
  'no-demo': { type: 'boolean' },
  'until-settled': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const CLONE = resolve(import.meta.dirname, '../../..');
const DEFAULT_PORT = 8070;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** What `mailfold up` was asked, by its arguments and else by the environment. Throws `config/invalid` with every problem. */
export const upConfig = (argv: readonly string[]): UpConfig => {
  const given = withSecretFiles(process.env, [...KEY_SECRETS, ...oauthSecrets(process.env)]);
  const environment = loadConfig(Environment, given);
  const asked = argumentsFrom(argv, OPTIONS, 'mailfold up --help');
  const host = asked.host ?? environment.MAILFOLD_HOST ?? '127.0.0.1';
  return {
    data: resolve(asked.data ?? environment.MAILFOLD_DATA ?? join(CLONE, '.data')),
    port: portFrom(asked.port ?? environment.MAILFOLD_PORT ?? DEFAULT_PORT),
    host,
    keys: environment,
    discovery: environment,
    oauth: oauthSettings(given),
    production: environment.NODE_ENV === 'production' || !LOOPBACK.test(host),
    logLevel: environment.MAILFOLD_LOG_LEVEL,
    roundMs: environment.MAILFOLD_ROUND_SECONDS * 1_000,
    rawGrace: { days: environment.MAILFOLD_RAW_GRACE_DAYS },
    allowClearText: listOf(environment.MAILFOLD_ALLOW_CLEARTEXT),
    allowHosts: listOf(environment.MAILFOLD_ALLOW_HOSTS),
    demo: asked['no-demo'] === true ? false : asked.demo,
    untilSettled: asked['until-settled'],
    json: asked.json,
    help: asked.help,
  };
};

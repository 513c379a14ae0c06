import { DiscoveryEnvironment } from '@mailfold/mail-discovery/config';
import { oauthSecrets, oauthSettings } from '@mailfold/oauth/config';
import {
  argumentsFrom,
  badArguments,
  listOf,
  LogLevel,
  loadConfig,
  Port,
  portFrom,
  withSecretFiles,
} from '@mailfold/service-host/config';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { isServiceName, type Instances } from './services.ts';

const Environment = z.object({
  ...DiscoveryEnvironment.shape,
  MAILFOLD_DATA: z.string().optional(),
  MAILFOLD_PORT: Port.optional(),
  /** Kafka's jars, where they are not in the clone. */
  MAILFOLD_KAFKA_LIBS: z.string().optional(),
  MAILFOLD_LOG_LEVEL: LogLevel,
  /** For the services: hosts that are not in the public internet and may be connected to all the same. */
  MAILFOLD_ALLOW_HOSTS: z.string().default(''),
  /** For the services: hosts that may be spoken to without TLS. */
  MAILFOLD_ALLOW_CLEARTEXT: z.string().optional(),
  /** For the services: between rounds through all folders, in seconds. */
  MAILFOLD_ROUND_SECONDS: z.string().optional(),
  /** For the services: for how long raw mail is kept that a narrower scope withdrew, in days. */
  MAILFOLD_RAW_GRACE_DAYS: z.string().optional(),
});

/** Settings of services that do not follow from what runs here: they are given to them as they are. */
const PASSED_ON = /^MAILFOLD_(DISCOVERY|DNS|ALLOW_CLEARTEXT|ROUND_SECONDS|RAW_GRACE_DAYS|PUBLIC_URL|OAUTH_\w+)$/;

export interface UpConfig {
  readonly data: string;
  /** Of the gateway; 0: a free one. */
  readonly port: number;
  readonly logLevel: z.output<typeof Environment>['MAILFOLD_LOG_LEVEL'];
  readonly kafkaLibs: string | undefined;
  readonly allowHosts: readonly string[];
  /** Further variables of every service. */
  readonly passedOn: Readonly<Record<string, string>>;
  readonly demo: boolean;
  readonly untilSettled: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly instances: Instances;
  /** An EventStoreDB that runs already; undefined: PostgreSQL keeps the log. */
  readonly events: string | undefined;
}

const OPTIONS = {
  data: { type: 'string' },
  port: { type: 'string' },
  demo: { type: 'boolean', default: false },
  instances: { type: 'string', default: '' },
  events: { type: 'string' },
  'until-settled': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const CLONE: string = resolve(import.meta.dirname, '../../..');
const DEFAULT_PORT = 8070;

/** What `up:distributed` was asked, by its arguments and else by the environment. Throws `config/invalid`. */
export const upConfig = (argv: readonly string[]): UpConfig => {
  const environment = loadConfig(Environment, process.env);
  // Told here, and not by each service in its log.
  oauthSettings(withSecretFiles(process.env, oauthSecrets(process.env)));
  const asked = argumentsFrom(argv, OPTIONS, 'npm run up:distributed -- --help');
  return {
    data: resolve(asked.data ?? environment.MAILFOLD_DATA ?? join(CLONE, '.data', 'distributed')),
    port: portFrom(asked.port ?? environment.MAILFOLD_PORT ?? DEFAULT_PORT),
    logLevel: environment.MAILFOLD_LOG_LEVEL,
    kafkaLibs: environment.MAILFOLD_KAFKA_LIBS,
    allowHosts: listOf(environment.MAILFOLD_ALLOW_HOSTS),
    passedOn: passedOn(process.env),
    demo: asked.demo,
    untilSettled: asked['until-settled'],
    json: asked.json,
    help: asked.help,
    instances: instancesOf(asked.instances),
    events: asked.events,
  };
};

const passedOn = (env: NodeJS.ProcessEnv): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      PASSED_ON.test(name) && value !== undefined ? [[name, value] as const] : [],
    ),
  );

/** From `threading=2,ingest=2`. */
const instancesOf = (text: string): Instances => {
  return Object.fromEntries(
    listOf(text).map((pair) => {
      const [name = '', count = ''] = pair.split('=');
      if (!isServiceName(name) || !/^[1-9]$/.test(count)) {
        throw badArguments(
          `--instances must be as threading=2,ingest=2, from 1 to 9 of services that there are; "${pair}" is not.`,
        );
      }
      return [name, Number(count)];
    }),
  );
};

/** What processes get of this one's environment: settings are given to each by name. */
export const inherited = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('MAILFOLD_') && name !== 'NODE_OPTIONS'),
  );

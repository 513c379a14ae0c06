import { join, resolve } from 'node:path';
import { DiscoveryEnvironment, type DiscoverySettings } from '@mailfold/mail-discovery/config';
import { argumentsFrom, listOf, LogLevel, loadConfig, Port, portFrom } from '@mailfold/service-host/config';
import { z } from 'zod';

const Environment = z.object({
  ...DiscoveryEnvironment.shape,
  MAILFOLD_DATA: z.string().optional(),
  MAILFOLD_PORT: Port.optional(),
  MAILFOLD_HOST: z.string().optional(),
  /** 32 bytes as base64; default: a file in the data directory. */
  MAILFOLD_MASTER_KEY: z.string().optional(),
  MAILFOLD_LOG_LEVEL: LogLevel,
  /** Between rounds through all folders, in seconds. */
  MAILFOLD_ROUND_SECONDS: z.coerce.number().min(0.05).max(3_600).default(30),
  /** Hosts to which the operator allows a connection in clear, separated by commas; for tests on loopback. */
  MAILFOLD_ALLOW_CLEARTEXT: z.string().default(''),
});

export interface UpConfig {
  readonly data: string;
  /** 0: a free one. */
  readonly port: number;
  readonly host: string;
  readonly masterKey: string | undefined;
  readonly discovery: DiscoverySettings;
  readonly logLevel: z.output<typeof Environment>['MAILFOLD_LOG_LEVEL'];
  readonly roundMs: number;
  readonly allowClearText: readonly string[];
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

/** What `mailfold up` was asked, by its arguments and else by the environment. Throws `config/invalid` with every problem. */
export const upConfig = (argv: readonly string[]): UpConfig => {
  const environment = loadConfig(Environment, process.env);
  const asked = argumentsFrom(argv, OPTIONS, 'mailfold up --help');
  return {
    data: resolve(asked.data ?? environment.MAILFOLD_DATA ?? join(CLONE, '.data')),
    port: portFrom(asked.port ?? environment.MAILFOLD_PORT ?? DEFAULT_PORT),
    host: asked.host ?? environment.MAILFOLD_HOST ?? '127.0.0.1',
    masterKey: environment.MAILFOLD_MASTER_KEY,
    discovery: environment,
    logLevel: environment.MAILFOLD_LOG_LEVEL,
    roundMs: environment.MAILFOLD_ROUND_SECONDS * 1_000,
    allowClearText: listOf(environment.MAILFOLD_ALLOW_CLEARTEXT),
    demo: asked['no-demo'] === true ? false : asked.demo,
    untilSettled: asked['until-settled'],
    json: asked.json,
    help: asked.help,
  };
};

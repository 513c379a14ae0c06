import { listOf, LogLevel, loadConfig, Port } from '@mailfold/service-host/config';
import type { Env } from '@mailfold/service-process';
import { z } from 'zod';

const isHttp = (text: string): boolean => ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '');

/** One address, or one for each instance, separated by commas. */
const addresses = z
  .string({ error: ({ input }) => (input === undefined ? 'is needed' : undefined) })
  .transform(listOf)
  .pipe(z.array(z.string().refine(isHttp, 'must be addresses that begin with http:// or https://')).min(1))
  .transform((all) => all.map((one) => one.replace(/\/+$/, '')));

const Environment = z.object({
  MAILFOLD_UPSTREAM_PROJECTIONS: addresses,
  MAILFOLD_UPSTREAM_INGEST: addresses,
  MAILFOLD_UPSTREAM_THREADING: addresses,
  MAILFOLD_UPSTREAM_LINKING: addresses,
  MAILFOLD_UPSTREAM_VISIBILITY: addresses,
  MAILFOLD_UPSTREAM_PROVIDER_WRITEBACK: addresses,
  MAILFOLD_UPSTREAM_FORWARDER: addresses,
  MAILFOLD_HOST: z.string().default('127.0.0.1'),
  MAILFOLD_PORT: Port.default(8070),
  MAILFOLD_LOG_LEVEL: LogLevel,
});

export type Settings = Readonly<z.output<typeof Environment>>;

/** Throws `config/invalid` with every problem. */
export const settingsFrom = (env: Env): Settings => loadConfig(Environment, env);

export const shownSettings = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${String(value)}\n`)
    .join('');

/** By the service's name. */
export const upstreamsOf = (settings: Settings): ReadonlyMap<string, readonly string[]> =>
  new Map(
    Object.entries(settings).flatMap(([name, urls]) => {
      const [, service] = /^MAILFOLD_UPSTREAM_(.+)$/.exec(name) ?? [];
      return service === undefined || !Array.isArray(urls) ? [] : [[service.toLowerCase().replaceAll('_', '-'), urls]];
    }),
  );

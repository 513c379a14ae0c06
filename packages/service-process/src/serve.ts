import { operationRoutes } from '@mailfold/operation';
import { startHost } from '@mailfold/service-host';
import { createMetrics, jsonLogger, startTracing } from '@mailfold/telemetry';
import type { Need, Settings } from './config.ts';
import { openParts } from './open-parts.ts';
import type { ProcessParts } from './parts.ts';
import type { ServiceProcess } from './service-process.ts';

/** Runs the service until a signal asks it to stop. */
export const serve = async ({ name, needs = [], create }: ServiceProcess, settings: Settings): Promise<void> => {
  await using stack = new AsyncDisposableStack();
  const log = jsonLogger({ name, level: settings.MAILFOLD_LOG_LEVEL, to: process.stdout });
  const metrics = stack.use(createMetrics({ service: name }));
  stack.use(await startTracing({ service: name, otlpUrl: settings.MAILFOLD_OTLP_URL }));
  const parts = await openParts(stack, { name, needs, settings, log, metrics });
  const services = [await create(parts)];
  const host = await startHost({
    platform: parts.platform,
    services,
    metrics,
    readyWithinSeconds: settings.MAILFOLD_READY_WITHIN_SECONDS,
    routes: operationRoutes({
      ...parts.platform,
      services,
      unrecorded: parts.unrecorded,
      ...blobsOf(needs, parts, settings),
      ...(needs.includes('logins') ? { secrets: parts.logins.secrets } : {}),
    }),
    http: { host: settings.MAILFOLD_HOST, port: settings.MAILFOLD_PORT },
  });
  stack.use(host);
  log.info('serving', { port: host.server.port });
  await host.untilStopped(process, () => process.exit(130));
  log.info('stopped');
};

const blobsOf = (needs: readonly Need[], { blobs }: ProcessParts, { MAILFOLD_BLOBS: folder }: Settings) =>
  needs.includes('blobs') && folder !== undefined ? { blobs, dataDirectory: folder } : {};

import { messageOf } from '@mailfold/kernel';
import { migrate } from '@mailfold/read-store';
import { createMetrics, type Logger, type Metrics } from '@mailfold/telemetry';
import { apiMigrations } from './api-migrations.ts';
import { type HttpServer, type HttpServerOptions, startHttpServer } from './http-server.ts';
import { readHost } from './host-readings.ts';
import type { Platform, Progress, Service } from './platform.ts';
import { processorsReady } from './ready-checks.ts';
import type { HttpRoutes } from './route.ts';
import { type SignalSource, stopSignals } from './stop-signals.ts';

export interface HostOptions {
  readonly platform: Platform;
  /** Started in this order, stopped in the opposite one. */
  readonly services: readonly Service[];
  /** Routes beside those of the services. */
  readonly routes?: HttpRoutes;
  /** What `/metrics` tells; default: some of its own. */
  readonly metrics?: Metrics;
  /** `/readyz` says no while a processor of this process is further behind; default 30. */
  readonly readyWithinSeconds?: number;
  readonly http?: Pick<HttpServerOptions, 'host' | 'port' | 'bodyLimit' | 'ready' | 'version' | 'graceMs'>;
}

/** Services that run, and the API in front of them. */
export interface Host extends AsyncDisposable {
  readonly server: HttpServer;
  /** Of all services. */
  progress(): readonly Progress[];
  /** First the API, then the services, backwards; each finishes what is in hand. The second call waits for the first. */
  stop(): Promise<void>;
  /** Until SIGINT or SIGTERM, then stops. A second signal calls `onSecond`. */
  untilStopped(signals: SignalSource, onSecond: () => void): Promise<void>;
}

const READY_WITHIN_SECONDS = 30;

async function stopAll(services: readonly Service[], log: Logger): Promise<void> {
  for (const service of services.toReversed()) {
    try {
      await service.stop();
    } catch (error) {
      // The others must end properly all the same.
      log.error('a service did not stop properly', { service: service.name, error });
    }
  }
}

async function startAll(services: readonly Service[], log: Logger): Promise<void> {
  const started: Service[] = [];
  for (const service of services) {
    started.push(service);
    try {
      await service.start();
    } catch (error) {
      log.error('a service did not start', { service: service.name, reason: messageOf(error) });
      await stopAll(started, log);
      throw error;
    }
    log.debug('service started', { service: service.name });
  }
}

async function listenOrStop(options: HostOptions, metrics: Metrics): Promise<HttpServer> {
  const { platform, services, routes = [], http = {}, readyWithinSeconds = READY_WITHIN_SECONDS } = options;
  readHost(metrics, platform, services);
  const progress = (): readonly Progress[] => services.flatMap((service) => service.progress());
  try {
    return await startHttpServer({
      ...http,
      routes: [...routes, ...services.flatMap((service) => service.routes)],
      rows: platform.rows,
      log: platform.log,
      clock: platform.clock,
      ids: platform.ids,
      metrics,
      ready: async () => [
        ...(await processorsReady(platform, progress, readyWithinSeconds)),
        ...((await http.ready?.()) ?? []),
      ],
    });
  } catch (error) {
    await stopAll(services, platform.log);
    throw error;
  }
}

/** Migrates, starts the services in order, then listens. What was started is stopped again where a later step fails. */
export async function startHost(options: HostOptions): Promise<Host> {
  const { platform, services } = options;
  await migrate(platform.rows, [...apiMigrations, ...services.flatMap((service) => service.migrations)]);
  await startAll(services, platform.log);
  using own = new DisposableStack();
  const metrics = options.metrics ?? own.use(createMetrics({ service: 'mailfold' }));
  const server = await listenOrStop(options, metrics);
  const ends = own.move();
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopped ??= server.close().then(() => {
      ends.dispose();
      return stopAll(services, platform.log);
    }));
  return {
    server,
    progress: () => services.flatMap((service) => service.progress()),
    stop,
    untilStopped: async (source, onSecond) => {
      using signals = stopSignals(source, onSecond, platform.log, () => platform.clock.now().getTime());
      await signals.first;
      await stop();
    },
    [Symbol.asyncDispose]: stop,
  };
}

import { messageOf } from '@mailfold/kernel';
import { migrate } from '@mailfold/read-store';
import type { Logger } from '@mailfold/telemetry';
import { apiMigrations } from './api-migrations.ts';
import { type HttpServer, type HttpServerOptions, startHttpServer } from './http-server.ts';
import type { Platform, Progress, Service } from './platform.ts';
import { progressSamples } from './progress-samples.ts';
import type { HttpRoutes } from './route.ts';
import { type SignalSource, stopSignals } from './stop-signals.ts';

export interface HostOptions {
  readonly platform: Platform;
  /** Started in this order, stopped in the opposite one. */
  readonly services: readonly Service[];
  /** Routes beside those of the services. */
  readonly routes?: HttpRoutes;
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

async function listenOrStop(options: HostOptions): Promise<HttpServer> {
  const { platform, services, routes = [], http = {} } = options;
  try {
    return await startHttpServer({
      ...http,
      routes: [...routes, ...services.flatMap((service) => service.routes)],
      rows: platform.rows,
      log: platform.log,
      clock: platform.clock,
      ids: platform.ids,
      samples: async () =>
        progressSamples(
          await platform.events.head(),
          services.flatMap((service) => service.progress()),
        ),
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
  const server = await listenOrStop(options);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= server.close().then(() => stopAll(services, platform.log)));
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

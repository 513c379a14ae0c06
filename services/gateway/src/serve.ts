import { stopSignals } from '@mailfold/service-host';
import { createMetrics, jsonLogger } from '@mailfold/telemetry';
import { type Settings, upstreamsOf } from './config.ts';
import { startGateway } from './start-gateway.ts';

/** Runs until a signal asks it to stop. */
export const serve = async (settings: Settings): Promise<void> => {
  const log = jsonLogger({ name: 'gateway', level: settings.MAILFOLD_LOG_LEVEL, to: process.stdout });
  using signals = stopSignals(
    process,
    () => process.exit(130),
    log,
    () => Date.now(),
  );
  using metrics = createMetrics({ service: 'gateway' });
  await using gateway = await startGateway({
    upstreams: upstreamsOf(settings),
    log,
    metrics,
    host: settings.MAILFOLD_HOST,
    port: settings.MAILFOLD_PORT,
  });
  log.info('serving', { port: Number(new URL(gateway.url).port) });
  await signals.first;
};

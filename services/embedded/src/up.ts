import { existsSync } from 'node:fs';
import { createClient } from '@mailfold/client';
import { DemoServers, goOn, identityOf, outputTo } from '@mailfold/one-machine';
import { NetworkGuard } from '@mailfold/network-guard';
import type { DataDirectory, StartingCluster } from '@mailfold/one-machine/start';
import { jsonLogger } from '@mailfold/telemetry';
import type { UpConfig } from './config.ts';
import { startEngine } from './engine.ts';

export interface Start {
  readonly config: UpConfig;
  readonly data: DataDirectory;
  readonly cluster: StartingCluster;
  /** As `performance.now()`. */
  readonly began: number;
}

/** From a data directory whose PostgreSQL starts to the end. */
export const up = async ({ config, data, cluster, began }: Start, stop: AbortSignal): Promise<void> => {
  const output = outputTo(process.stderr, config);
  const seconds = (): number => (performance.now() - began) / 1_000;
  const log = jsonLogger({ name: 'mailfold', level: config.logLevel, to: { file: data.file('mailfold.log') } });
  const guard = new NetworkGuard({ allowed: config.allowHosts });
  await using demo = await DemoServers.prepare(data, wantsDemo(config, data), (place) => guard.allow(place));
  await using engine = await startEngine(config, { data, guard, log }, cluster);
  const { platform, host } = engine;
  const { url } = host.server;
  output.say(`API ready at ${url} after ${seconds().toFixed(1)} s`);
  const { serviceKey } = await identityOf(data, platform, url, demo.owner);
  const client = createClient({ url, key: serviceKey });
  const standing = { head: () => platform.events.head(), progress: () => host.progress() };
  await goOn({ client, url, rows: platform.rows, data, demo, standing, seconds }, config, output, stop);
};

const wantsDemo = (config: UpConfig, data: DataDirectory): boolean =>
  config.demo ?? (existsSync(data.file('demo')) || !existsSync(data.file('api.json')));

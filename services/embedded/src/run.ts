import { DataDirectory, StartingCluster } from '@mailfold/one-machine/start';
import type { UpConfig } from './config.ts';
import { demandKey } from './demand-key.ts';

/**
 * Runs until it is stopped, or, with `untilSettled`, until nothing is left to do. Half of a start is loading modules, half
 * is waiting for PostgreSQL: so what is imported here is only what the database needs, and the rest is loaded while it starts.
 */
export const run = async (config: UpConfig, stop: AbortSignal): Promise<void> => {
  const began = performance.now();
  demandKey(config);
  await using data = await DataDirectory.take(config.data);
  await using cluster = new StartingCluster(data.file('postgres'));
  await cluster.waiting;
  const { up } = await import('./up.ts');
  await up({ config, data, cluster, began }, stop);
};

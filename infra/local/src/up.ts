import { createClient } from '@mailfold/client';
import { DemoServers, goOn, outputTo } from '@mailfold/one-machine';
import { DataDirectory } from '@mailfold/one-machine/start';
import type { UpConfig } from './config.ts';
import { fetchKafka } from './fetch-kafka.ts';
import { standingOf } from './settle.ts';
import { startLocal } from './start-local.ts';

/** Runs until it is stopped, or, with `untilSettled`, until nothing is left to do. */
export const up = async (config: UpConfig, stop: AbortSignal): Promise<void> => {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1_000;
  const output = outputTo(process.stderr, config);
  await using data = await DataDirectory.take(config.data);
  await fetchKafka(output, config.kafkaLibs);
  const allowed = [...config.allowHosts];
  await using demo = await DemoServers.prepare(data, config.demo, (place) => allowed.push(place));
  await demo.started(); // before the services, whose settings name its servers
  const env = { ...config.passedOn, MAILFOLD_ALLOW_HOSTS: allowed.join(',') };
  const wanted = { ...config, data, env, user: demo.owner, say: (line: string) => output.say(line) };
  await using local = await startLocal(wanted);
  const { url, rows, processes, identity, kafka } = local;
  output.say(
    `API ready at ${url} after ${seconds().toFixed(1)} s: ${processes.size} processes, PostgreSQL, Kafka at ${kafka.brokers.join(', ')}`,
  );
  const client = createClient({ url, key: identity.serviceKey });
  await goOn({ client, url, rows, data, demo, standing: standingOf(client), seconds }, config, output, stop);
};

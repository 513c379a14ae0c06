import { rm } from 'node:fs/promises';
import { devEnvConfig } from '../config.ts';
import { startCluster } from '../postgres/cluster.ts';
import { Databases } from '../postgres/databases.ts';
import { createRunFolder } from '../run-folder.ts';
import type { Handlers } from './protocol.ts';

export type TestServers = {
  readonly handlers: Handlers;
  /** Stops every server that was started and removes what they wrote. */
  stop(): Promise<void>;
};

/** The servers of one run, each started when it is first asked for. */
export function testServers(): TestServers {
  const stops: (() => Promise<unknown>)[] = [];
  const folder = once(async () => {
    const path = await createRunFolder();
    stops.push(() => rm(path, { recursive: true, force: true }));
    return path;
  });
  const databases = once(async () => {
    const given = devEnvConfig().postgres;
    if (given !== undefined) return new Databases(given);
    const cluster = await startCluster(await folder());
    stops.push(() => cluster.stop());
    return new Databases(cluster.url);
  });
  return {
    handlers: {
      'create-database': async () => ({ url: await (await databases()).create() }),
      'drop-database': async ({ url }) => {
        await (await databases()).drop(url);
        return {};
      },
    },
    stop: async () => {
      for (const stop of stops.toReversed()) await stop();
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

import { rm } from 'node:fs/promises';
import { devEnvConfig } from '../config.ts';
import { findDovecotSources } from '../dovecot/sources.ts';
import { findKafkaSources } from '../kafka/sources.ts';
import { MailServers } from '../mail-servers/mail-servers.ts';
import { startCluster } from '../postgres/cluster.ts';
import { Databases } from '../postgres/databases.ts';
import { createRunFolder } from '../run-folder.ts';
import type { Handlers } from './protocol.ts';
import { RunServers } from './run-servers.ts';

export type TestServers = {
  readonly handlers: Handlers;
  /** Stops every server that was started and removes what they wrote. */
  stop(): Promise<void>;
};

/** The servers of one run, each started when it is first asked for. */
export function testServers(): TestServers {
  const { postgres, dockerHost, kafkaLibs } = devEnvConfig();
  const stops: (() => Promise<unknown>)[] = [];
  const starting: Promise<unknown>[] = [];
  const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
    let made: Promise<T> | undefined;
    return () => {
      made ??= make();
      starting.push(made);
      return made;
    };
  };
  const folder = once(async () => {
    const path = await createRunFolder();
    stops.push(() => rm(path, { recursive: true, force: true }));
    return path;
  });
  const databases = once(async () => {
    if (postgres !== undefined) return new Databases(postgres);
    const cluster = await startCluster(await folder());
    stops.push(() => cluster.stop());
    return new Databases(cluster.url);
  });
  const dovecots = once(async () => {
    await folder(); // made first, so that it is removed last
    const started = new RunServers('Dovecot', await findDovecotSources(dockerHost));
    stops.push(() => started.stopAll());
    return started;
  });
  const mailServers = once(async () => {
    await folder();
    const started = new MailServers();
    stops.push(() => started.stopAll());
    return started;
  });
  const kafkas = once(async () => {
    await folder();
    const started = new RunServers('Kafka', await findKafkaSources(dockerHost, kafkaLibs));
    stops.push(() => started.stopAll());
    return started;
  });
  const shared = once(async () => (await kafkas()).start(await folder(), { sasl: false, tls: false }));
  const handlers: Handlers = {
    'create-database': async () => ({ url: await (await databases()).create() }),
    'drop-database': async ({ url }) => done((await databases()).drop(url)),
    'find-dovecot': async () => ({ found: (await dovecots()).found }),
    'start-dovecot': async (setup) => (await dovecots()).start(await folder(), setup),
    'halt-dovecot': async ({ id }) => done((await dovecots()).server(id).halt()),
    'resume-dovecot': async ({ id }) => done((await dovecots()).server(id).resume()),
    'stop-dovecot': async ({ id }) => done((await dovecots()).stop(id)),
    'find-mail-server': async ({ kind }) => ({ found: (await mailServers()).of(kind).found }),
    'start-mail-server': async ({ kind }) => (await mailServers()).of(kind).start(await folder(), {}),
    'stop-mail-server': async ({ kind, id }) => done((await mailServers()).of(kind).stop(id)),
    'find-kafka': async () => ({ found: (await kafkas()).found }),
    'shared-kafka': shared,
    'start-kafka': async ({ variant }) => (await kafkas()).start(await folder(), variant),
    'kill-kafka': async ({ id }) => done((await kafkas()).server(id).kill()),
    'restart-kafka': async ({ id }) => ({ pid: await (await kafkas()).server(id).restart() }),
    'stop-kafka': async ({ id }) => done((await kafkas()).stop(id)),
  };
  const stop = async () => {
    await Promise.allSettled(starting); // what is half started could not be stopped
    for (const next of stops.toReversed()) await next();
  };
  return { handlers, stop };
}

async function done(work: Promise<void>): Promise<object> {
  await work;
  return {};
}

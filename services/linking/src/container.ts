import { DeciderRunner, ProcessorHost, ReactorRunner } from '@mailfold/processor';
import type { Platform, Service } from '@mailfold/service-host';
import { Container, type ServiceIdentifier } from 'inversify';
import { directoryDecider } from './application/directory/directory-decider.ts';
import { Directory, type DirectoryRunner } from './application/directory/directory.ts';
import { directoryMigration } from './application/directory/migrations.ts';
import { linksDecider } from './application/links/links-decider.ts';
import { Links } from './application/links/links.ts';
import { linksMigration } from './application/links/migrations.ts';
import { type LinksRunner, referenceReactor } from './application/reference-reactor.ts';
import { routes } from './http.ts';

const token = <Value>(name: string): ServiceIdentifier<Value> => Symbol.for(`linking.${name}`);
const DIRECTORY_RUNNER = token<DirectoryRunner>('directory-runner');
const LINKS_RUNNER = token<LinksRunner>('links-runner');
const REFERENCE = token<ReactorRunner>('reference');
const DIRECTORY = token<Directory>('directory');
const LINKS = token<Links>('links');

export const createLinking = (platform: Platform): Service => {
  const container = new Container({ defaultScope: 'Singleton' });
  const { rows, clock } = platform;
  container.bind(DIRECTORY_RUNNER).toDynamicValue(() => new DeciderRunner(directoryDecider, platform));
  container.bind(LINKS_RUNNER).toDynamicValue(() => new DeciderRunner(linksDecider, platform));
  container
    .bind(REFERENCE)
    .toResolvedValue((links) => new ReactorRunner(referenceReactor({ rows, links }), platform), [LINKS_RUNNER]);
  container.bind(DIRECTORY).toResolvedValue((runner) => new Directory({ runner, clock }), [DIRECTORY_RUNNER]);
  container.bind(LINKS).toResolvedValue((runner) => new Links({ rows, runner, clock }), [LINKS_RUNNER]);
  const host = new ProcessorHost(platform.bus, 'linking');
  const runners = [container.get(DIRECTORY_RUNNER), container.get(LINKS_RUNNER), container.get(REFERENCE)];
  return {
    name: 'linking',
    runners,
    migrations: [directoryMigration, linksMigration],
    routes: routes(container.get(DIRECTORY), container.get(LINKS)),
    start: () => host.start(runners),
    stop: () => host.stop(),
    progress: () => host.progress(),
  };
};

import { DeciderRunner, ProcessorHost, ReactorRunner } from '@mailfold/processor';
import type { Platform, Service } from '@mailfold/service-host';
import { Container, type ServiceIdentifier } from 'inversify';
import { migrations } from './application/migrations.ts';
import { ownerReactor } from './application/owner-reactor.ts';
import { sharingDecider, type SharingRunner } from './application/sharing-decider.ts';
import { Sharing } from './application/sharing.ts';
import { routes } from './http.ts';

const token = <Value>(name: string): ServiceIdentifier<Value> => Symbol.for(`visibility.${name}`);
const RUNNER = token<SharingRunner>('runner');
const SHARING = token<Sharing>('sharing');

export const createVisibility = (platform: Platform): Service => {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(RUNNER).toDynamicValue(() => new DeciderRunner(sharingDecider, platform));
  container.bind(SHARING).toResolvedValue((runner) => new Sharing({ ...platform, runner }), [RUNNER]);
  const sharing = container.get(RUNNER);
  const owners = new ReactorRunner(ownerReactor({ rows: platform.rows, sharing }), platform);
  const runners = [sharing, owners];
  const host = new ProcessorHost(platform.bus, 'visibility');
  return {
    name: 'visibility',
    migrations,
    routes: routes(container.get(SHARING)),
    runners,
    start: () => host.start(runners),
    stop: () => host.stop(),
    progress: () => host.progress(),
  };
};

import { DeciderRunner, ProcessorHost } from '@mailfold/processor';
import type { Platform, Service } from '@mailfold/service-host';
import { Container, type ServiceIdentifier } from 'inversify';
import { migrations } from './application/migrations.ts';
import { threadsDecider } from './application/threads-decider.ts';
import type { ThreadingState } from './domain/state.ts';

const token = <Value>(name: string): ServiceIdentifier<Value> => Symbol.for(`threading.${name}`);
const RUNNER = token<DeciderRunner<ThreadingState>>('runner');

export const createThreading = (platform: Platform): Service => {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(RUNNER).toDynamicValue(() => new DeciderRunner(threadsDecider, platform));
  const host = new ProcessorHost(platform.bus, 'threading');
  return {
    name: 'threading',
    migrations,
    routes: [],
    runners: [container.get(RUNNER)],
    start: () => host.start([container.get(RUNNER)]),
    stop: () => host.stop(),
    progress: () => host.progress(),
  };
};

import type { BlobStore } from '@mailfold/blob-store';
import { ProcessorHost, ViewRunner } from '@mailfold/processor';
import type { Platform, Service } from '@mailfold/service-host';
import { Container, type ServiceIdentifier } from 'inversify';
import { accountRoutes } from './accounts/routes.ts';
import { accountsView } from './accounts/accounts-view.ts';
import { eventRoutes } from './events/routes.ts';
import { mailboxRoutes } from './mailbox/routes.ts';
import { recordsView } from './records/records-view.ts';
import { searchRoutes } from './search/routes.ts';
import { searchView } from './search/search-view.ts';
import { threadsView } from './threads/threads-view.ts';
import { timelineRoutes } from './timelines/routes.ts';

/** What projections need beside the platform. */
export interface ProjectionParts {
  readonly blobs: BlobStore;
}

const token = (view: string): ServiceIdentifier<ViewRunner> => Symbol.for(`projections.${view}`);
const THREADS = token('threads');
const RECORDS = token('records');
const ACCOUNTS = token('accounts');
const SEARCH = token('search');

export const createProjections = (platform: Platform, { blobs }: ProjectionParts): Service => {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(THREADS).toDynamicValue(() => new ViewRunner(threadsView, platform));
  container.bind(RECORDS).toDynamicValue(() => new ViewRunner(recordsView, platform));
  container.bind(ACCOUNTS).toDynamicValue(() => new ViewRunner(accountsView, platform));
  container.bind(SEARCH).toDynamicValue(() => new ViewRunner(searchView(blobs), platform));
  const [threads, records, accounts, search] = [
    container.get(THREADS),
    container.get(RECORDS),
    container.get(ACCOUNTS),
    container.get(SEARCH),
  ];
  const runners = [records, threads, accounts, search];
  const { rows, events, clock } = platform;
  const host = new ProcessorHost(platform.bus);
  return {
    name: 'projections',
    migrations: [],
    runners,
    routes: [
      ...mailboxRoutes({ rows, blobs, views: [threads, records] }),
      ...timelineRoutes({ rows, views: [threads, records] }),
      ...accountRoutes({ rows, views: [accounts], clock }),
      ...searchRoutes({ rows, blobs, views: [search, threads, records] }),
      ...eventRoutes({ events }),
    ],
    start: () => host.start(runners),
    stop: () => host.stop(),
    progress: () => host.progress(),
  };
};

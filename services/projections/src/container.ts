import type { BlobStore } from '@mailfold/blob-store';
import { ProcessorHost, ViewRunner } from '@mailfold/processor';
import type { Platform, Service, Unrecorded } from '@mailfold/service-host';
import { Container, type ServiceIdentifier } from 'inversify';
import { accountFigures } from './accounts/figures.ts';
import { accountRoutes } from './accounts/routes.ts';
import { accountsView } from './accounts/accounts-view.ts';
import { eventRoutes } from './events/routes.ts';
import { mailboxRoutes } from './mailbox/routes.ts';
import { Leadership } from './outbox/leadership.ts';
import { publishedThreadsView } from './outbox/published-threads-view.ts';
import { migrations } from './outbox/tables.ts';
import { type ConnectPublisher, ViewPublisher } from './outbox/view-publisher.ts';
import { recordsView } from './records/records-view.ts';
import { searchRoutes } from './search/routes.ts';
import { searchView } from './search/search-view.ts';
import { threadsView } from './threads/threads-view.ts';
import { timelineRoutes } from './timelines/routes.ts';

/** What projections need beside the platform. */
export interface ProjectionParts {
  readonly blobs: BlobStore;
  /** Where accounts are synced by this process: what stands in their way and may not be in the log. */
  readonly unrecorded?: Unrecorded;
  /** Where rows of the views are published for subscribers; absent: nowhere, at no cost. */
  readonly viewTopics?: ViewTopics;
}

export interface ViewTopics {
  readonly connect: ConnectPublisher;
  /** How long publishing stays with a process that gives no sign of life. Default 10 s. */
  readonly leaseMs?: number;
}

const viewPublisher = ({ rows, ids, log }: Platform, { connect, leaseMs = 10_000 }: ViewTopics): ViewPublisher => {
  const leadership = new Leadership(rows, ids.next(), leaseMs);
  return new ViewPublisher({ rows, leadership, connect, log, lookMs: leaseMs / BEATS });
};

const token = (view: string): ServiceIdentifier<ViewRunner> => Symbol.for(`projections.${view}`);
const THREADS = token('threads');
const RECORDS = token('records');
const ACCOUNTS = token('accounts');
const SEARCH = token('search');

/** Signs of life within one lease. */
const BEATS = 4;

export const createProjections = (platform: Platform, parts: ProjectionParts): Service => {
  const { blobs, unrecorded, viewTopics } = parts;
  const container = new Container({ defaultScope: 'Singleton' });
  container
    .bind(THREADS)
    .toDynamicValue(() => new ViewRunner(viewTopics === undefined ? threadsView : publishedThreadsView, platform));
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
  const host = new ProcessorHost(platform.bus, 'projections');
  const publisher = viewTopics && viewPublisher(platform, viewTopics);
  return {
    name: 'projections',
    migrations: publisher === undefined ? [] : migrations,
    runners,
    routes: [
      ...mailboxRoutes({ rows, blobs, views: [threads, records] }),
      ...timelineRoutes({ rows, views: [threads, records] }),
      ...accountRoutes({ rows, views: [accounts], clock, unrecorded }),
      ...searchRoutes({ rows, blobs, views: [search, threads, records] }),
      ...eventRoutes({ events }),
    ],
    start: async () => {
      await host.start(runners);
      await publisher?.start();
    },
    stop: async () => {
      await Promise.all([host.stop(), publisher?.stop()]);
    },
    progress: () => host.progress(),
    figures: () => accountFigures(rows, clock.now()),
  };
};

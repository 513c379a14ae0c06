import type { BlobStore } from '@mailfold/blob-store';
import { FilesBlobStore } from '@mailfold/blob-store-files';
import type { StoredEvent } from '@mailfold/event-store';
import type { HttpRoutes, Route } from '@mailfold/service-host';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountRoutes } from '../../src/accounts/routes.ts';
import { accountsView } from '../../src/accounts/accounts-view.ts';
import { mailboxRoutes } from '../../src/mailbox/routes.ts';
import { recordsView } from '../../src/records/records-view.ts';
import { searchRoutes } from '../../src/search/routes.ts';
import { searchView } from '../../src/search/search-view.ts';
import { threadsView } from '../../src/threads/threads-view.ts';
import { timelineRoutes } from '../../src/timelines/routes.ts';
import { Api } from '../api.ts';
import { DirectoryEvents } from './directory-events.ts';
import { MailboxEvents } from './mailbox-events.ts';

/** Mailboxes and timelines behind a real server, over real blobs. */
export class MailApi implements AsyncDisposable {
  readonly api: Api;
  readonly blobs: BlobStore;
  /** All that read mail. */
  readonly routes: HttpRoutes;
  readonly #stack: AsyncDisposableStack;

  private constructor(stack: AsyncDisposableStack, api: Api, blobs: BlobStore, routes: HttpRoutes) {
    this.routes = routes;
    this.#stack = stack;
    this.api = api;
    this.blobs = blobs;
  }

  static async open(): Promise<MailApi> {
    await using stack = new AsyncDisposableStack();
    const folder = await mkdtemp(join(tmpdir(), 'mailfold-views-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    const routes: Route[] = [];
    const blobs = stack.use(new FilesBlobStore({ folder }));
    const api = stack.use(
      await Api.open([recordsView, searchView(blobs), threadsView, accountsView], ({ rows, runners: views, clock }) => {
        routes.push(...mailboxRoutes({ rows, blobs, views }), ...timelineRoutes({ rows, views }));
        routes.push(...accountRoutes({ rows, views, clock }), ...searchRoutes({ rows, blobs, views }));
        return routes;
      }),
    );
    return new MailApi(stack.move(), api, blobs, routes);
  }

  tell(...told: readonly (StoredEvent | readonly StoredEvent[])[]): Promise<void> {
    return this.api.views.tell(told.flat());
  }

  /** A new tenant: what its CRM says, and a way to make mailboxes of its users. */
  async company(name = 'ours') {
    const tenantId = await this.api.tenant(name);
    const directory = new DirectoryEvents(tenantId);
    return {
      tenantId,
      directory,
      mailbox: (owner: string, account = owner) => new MailboxEvents(tenantId, owner, account),
    };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}

export type Company = Awaited<ReturnType<MailApi['company']>>;

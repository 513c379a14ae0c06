import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilesBlobStore } from '@mailfold/blob-store-files';
import type { BlobStore } from '@mailfold/blob-store';
import { type DataOf, MessageAttached, type MessageObserved, ThreadStarted } from '@mailfold/contracts';
import { SearchPage } from '@mailfold/contracts/http';
import type { StoredEvent } from '@mailfold/event-store';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { recordsView } from '../../src/records/records-view.ts';
import { searchRoutes } from '../../src/search/routes.ts';
import { searchView } from '../../src/search/search-view.ts';
import { threadsView } from '../../src/threads/threads-view.ts';
import { AccountEvents } from '../accounts/account-events.ts';
import { Api } from '../api.ts';

export interface Mail extends Partial<DataOf<typeof MessageObserved>> {
  readonly content?: string;
}

/** Mailboxes with mail in them, and the search over them. */
export class SearchApi implements AsyncDisposable {
  readonly api: Api;
  readonly blobs: BlobStore;
  readonly tenantId: string;
  readonly #stack: AsyncDisposableStack;
  #uid = 0;

  private constructor(stack: AsyncDisposableStack, api: Api, blobs: BlobStore, tenantId: string) {
    this.#stack = stack;
    this.api = api;
    this.blobs = blobs;
    this.tenantId = tenantId;
  }

  static async open(): Promise<SearchApi> {
    await using stack = new AsyncDisposableStack();
    const folder = await mkdtemp(join(tmpdir(), 'mailfold-search-'));
    stack.defer(() => rm(folder, { recursive: true }));
    const blobs = stack.use(new FilesBlobStore({ folder }));
    const views = [recordsView, threadsView, searchView(blobs)];
    const api = stack.use(await Api.open(views, ({ rows, runners }) => searchRoutes({ rows, blobs, views: runners })));
    return new SearchApi(stack.move(), api, blobs, await api.tenant('ours'));
  }

  /** The account of a user of the tenant. */
  account(owner: string, tenantId = this.tenantId): AccountEvents {
    return new AccountEvents({ tenantId, owner, accountId: uuid5(NAMESPACES.account, tenantId, owner) });
  }

  /** One mail, a minute after the one before; in a thread of its own unless it is a draft. */
  async mail(account: AccountEvents, { content, ...change }: Mail = {}): Promise<StoredEvent[]> {
    this.#uid += 1;
    const refs = content === undefined ? [] : await this.blobs.put(account.id, [Buffer.from(content)]);
    const receivedAt = new Date(Date.UTC(2026, 0, 1, 0, this.#uid)).toISOString();
    const text = refs[0] === undefined ? {} : { text: refs[0] };
    const observed = account.observed('INBOX', this.#uid, { receivedAt, ...text, ...change });
    if (change.direction === 'draft') return [observed];
    const { messageId } = observed.data;
    const [threadId, policy] = [threadOf(messageId), 'subject-participants@1'];
    return [
      observed,
      account.builder.stored(ThreadStarted, { threadId, policy }),
      account.builder.stored(MessageAttached, { threadId, messageId, policy, joins: [], receivedAt }),
    ];
  }

  async page(q: string, user: string, more = ''): Promise<SearchPage> {
    return this.api.get(SearchPage, `/v1/search?q=${encodeURIComponent(q)}${more}`, { tenantId: this.tenantId, user });
  }

  /** Subjects of what a user finds, newest first. */
  async found(q: string, user: string, more = ''): Promise<string[]> {
    return (await this.page(q, user, more)).items.map((hit) => hit.subject);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}

type SearchPage = Awaited<ReturnType<typeof SearchPage.parse>>;

export const threadOf = (messageId: string): string => uuid5(NAMESPACES.thread, messageId);

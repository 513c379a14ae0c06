import {
  AccountConnected,
  type DataOf,
  DealSuggested,
  type EventDefinition,
  FlagsChanged,
  FolderDiscovered,
  FolderGone,
  FolderRenamed,
  FolderWatchChanged,
  type FolderRole,
  MessageAttached,
  MessageHidden,
  MessageMoved,
  MessageObserved,
  MessageRestored,
  MessageShown,
  MessageWithdrawn,
  ThreadArchived,
  ThreadDeleted,
  ThreadMadePrivate,
  ThreadMarkedRead,
  ThreadMarkedUnread,
  ThreadShared,
  ThreadsMerged,
  ThreadStarted,
  ThreadUnarchived,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { NAMESPACES, recordId, uuid5 } from '@mailfold/kernel';
import { EventBuilder } from '@mailfold/testing';

type Mail = Partial<DataOf<typeof MessageObserved>>;
type Action = typeof ThreadArchived;

/** When the first mail came, unless a test says otherwise; each later one a minute after. */
const FIRST = Date.parse('2026-10-01T09:00:00.000Z');
export const minute = (n: number): string => new Date(FIRST + n * 60_000).toISOString();

export const NO_FLAGS = { seen: false, flagged: false, answered: false, draft: false };
export const person = (name: string) => ({ name, address: `${name}@example.com` });

/** What all services say of one account; threads, messages and folders have names here, ids in events. */
export class MailboxEvents {
  readonly accountId: string;
  readonly owner: string;
  readonly tenantId: string;
  readonly #events: EventBuilder;
  #uid = 0;

  constructor(tenantId: string, owner: string, account = owner) {
    this.tenantId = tenantId;
    this.owner = owner;
    this.accountId = uuid5(NAMESPACES.account, tenantId, account);
    this.#events = new EventBuilder({ tenantId, accountId: this.accountId });
  }

  thread = (name: string): string => uuid5(NAMESPACES.thread, this.accountId, name);
  message = (name: string): string => uuid5(NAMESPACES.root, this.accountId, 'message', name);
  folderId = (path: string): string => uuid5(NAMESPACES.root, this.accountId, 'folder', path);
  get ownerId(): string {
    return recordId(this.tenantId, 'user', this.owner);
  }

  /** @param knew the position up to which whoever decided had read the log; all of it when not said */
  stored<Definition extends EventDefinition>(
    definition: Definition,
    data: DataOf<Definition>,
    knew?: number,
  ): StoredEvent {
    return this.#events.stored(definition, data, knew === undefined ? {} : { meta: { inputPosition: knew } });
  }

  /** The account, and the folders that most have. */
  opened(aliases: readonly string[] = []): StoredEvent[] {
    const settings = {
      archiveAtProvider: false,
      deleteAtProvider: false,
      syncReadState: true,
      removeWhenDeletedAtProvider: true,
      defaultVisibility: 'private' as const,
      autoLink: true,
    };
    const connected = this.stored(AccountConnected, {
      accountId: this.accountId,
      ownerId: this.ownerId,
      address: person(this.owner).address,
      aliases: [...aliases],
      companyDomains: [],
      hashKey: 'a2V5',
      provider: 'imap',
      threadingPolicy: 'subject-participants@1',
      settings,
      scope: { kind: 'all' },
      start: { kind: 'since' },
    });
    const folders = [this.folder('INBOX', 'inbox'), this.folder('Sent', 'sent'), this.folder('Archive', 'archive')];
    return [connected, ...folders];
  }

  folder = (path: string, role: FolderRole = 'none'): StoredEvent =>
    this.stored(FolderDiscovered, { folderId: this.folderId(path), path, role, epoch: 1, watch: 'content' });
  renamed = (path: string, to: string): StoredEvent =>
    this.stored(FolderRenamed, { folderId: this.folderId(path), path: to });
  watched = (path: string, watch: 'content' | 'none'): StoredEvent =>
    this.stored(FolderWatchChanged, { folderId: this.folderId(path), watch });
  gone = (path: string): StoredEvent => this.stored(FolderGone, { folderId: this.folderId(path) });

  observed(name: string, mail: Mail = {}, path = 'INBOX'): StoredEvent {
    return this.stored(MessageObserved, {
      messageId: this.message(name),
      identity: { key: `key ${name}`, hash: 'hash@1' },
      location: this.#place(path),
      flags: NO_FLAGS,
      receivedAt: minute(0),
      direction: 'received',
      size: 1_000,
      inReplyTo: [],
      references: [],
      subject: name,
      from: [person('eve')],
      replyTo: [],
      to: [person(this.owner)],
      cc: [],
      bcc: [],
      automated: false,
      raw: `raw ${name}`,
      attachments: [],
      sharesMessageId: false,
      ...mail,
    });
  }

  started = (thread: string): StoredEvent =>
    this.stored(ThreadStarted, { threadId: this.thread(thread), policy: 'subject-participants@1' });
  attached = (thread: string, message: string): StoredEvent =>
    this.stored(MessageAttached, {
      threadId: this.thread(thread),
      messageId: this.message(message),
      policy: 'subject-participants@1',
      joins: [],
      receivedAt: minute(0),
    });
  merged = (survivor: string, ...absorbed: readonly string[]): StoredEvent =>
    this.stored(ThreadsMerged, {
      survivor: this.thread(survivor),
      absorbed: absorbed.map(this.thread),
      bridge: this.message('bridge'),
      policy: 'subject-participants@1',
    });

  /** A mail that is in a thread; the thread starts with the mail of its own name. */
  mail(thread: string, name: string = thread, mail: Mail = {}, path = 'INBOX'): StoredEvent[] {
    const start = name === thread ? [this.started(thread)] : [];
    return [this.observed(name, mail, path), ...start, this.attached(thread, name)];
  }

  moved = (name: string, ...paths: readonly string[]): StoredEvent => {
    const locations = paths.map((path) => this.#place(path));
    return this.stored(MessageMoved, { messageId: this.message(name), locations, added: locations, removed: [] });
  };
  flags = (name: string, flags: Partial<typeof NO_FLAGS>): StoredEvent =>
    this.stored(FlagsChanged, { messageId: this.message(name), flags: { ...NO_FLAGS, ...flags } });
  withdrawn = (name: string): StoredEvent =>
    this.stored(MessageWithdrawn, { messageId: this.message(name), reason: 'deleted-at-provider' });

  restored = (name: string): StoredEvent =>
    this.stored(MessageRestored, { messageId: this.message(name), reason: 'seen-again' });

  shared = (thread: string, knew?: number): StoredEvent =>
    this.stored(ThreadShared, { threadId: this.thread(thread), by: { kind: 'user', userId: this.ownerId } }, knew);
  sharedByDefault = (thread: string, knew?: number): StoredEvent =>
    this.stored(ThreadShared, { threadId: this.thread(thread), by: { kind: 'default' } }, knew);
  madePrivate = (thread: string, knew?: number): StoredEvent => {
    const by = { kind: 'user' as const, userId: this.ownerId };
    return this.stored(ThreadMadePrivate, { threadId: this.thread(thread), by, reason: 'owner' }, knew);
  };
  hidden = (thread: string, name: string): StoredEvent =>
    this.stored(MessageHidden, { threadId: this.thread(thread), messageId: this.message(name) });
  shown = (thread: string, name: string): StoredEvent =>
    this.stored(MessageShown, { threadId: this.thread(thread), messageId: this.message(name) });

  archived = (thread: string): StoredEvent => this.#act(ThreadArchived, thread, []);
  unarchived = (thread: string): StoredEvent => this.#act(ThreadUnarchived, thread, []);
  deleted = (thread: string, ...names: readonly string[]): StoredEvent => this.#act(ThreadDeleted, thread, names);
  read = (thread: string, ...names: readonly string[]): StoredEvent => this.#act(ThreadMarkedRead, thread, names);
  unread = (thread: string, ...names: readonly string[]): StoredEvent => this.#act(ThreadMarkedUnread, thread, names);

  suggested = (thread: string, ...deals: readonly string[]): StoredEvent =>
    this.stored(DealSuggested, {
      threadId: this.thread(thread),
      candidates: deals.map((deal) => recordId(this.tenantId, 'deal', deal)),
      why: { rule: 'single-open-deal@1' },
    });

  #act(definition: Action, thread: string, names: readonly string[]): StoredEvent {
    return this.stored(definition, {
      threadId: this.thread(thread),
      messageIds: names.map(this.message),
      by: { kind: 'user', userId: this.ownerId },
      actionId: uuid5(NAMESPACES.root, 'action'),
      provider: 'setting-off',
    });
  }

  #place(path: string) {
    this.#uid += 1;
    return { folderId: this.folderId(path), epoch: 1, uid: this.#uid };
  }
}

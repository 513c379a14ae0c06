import {
  AccountConnected,
  type AccountSettings,
  type DataOf,
  type Flags,
  FolderDiscovered,
  type FolderRole,
  type Location,
  MessageAttached,
  MessageMoved,
  MessageObserved,
  ThreadsMerged,
  ThreadStarted,
} from '@mailfold/contracts';
import type { Origin, StoredEvent } from '@mailfold/event-store';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import type { Command } from '@mailfold/processor';
import { EventBuilder } from '@mailfold/testing';
import type { ActionsCommand, ThreadCommand } from '../src/domain/commands.ts';

export const OWNER = uuid5(NAMESPACES.user, 'owner');
export const EPOCH = 7;

export const idOf = (name: string): string => uuid5(NAMESPACES.root, name);

export const SETTINGS: AccountSettings = {
  archiveAtProvider: true,
  deleteAtProvider: true,
  syncReadState: true,
  removeWhenDeletedAtProvider: false,
  defaultVisibility: 'private',
  autoLink: true,
};

/** The last of some events. */
export const lastOf = (events: readonly StoredEvent[]): StoredEvent => {
  const last = events.at(-1);
  if (last === undefined) throw new Error('there are no events');
  return last;
};

export interface Mail {
  readonly thread: string;
  readonly folder?: string;
  readonly uid?: number;
  readonly epoch?: number;
  readonly seen?: boolean;
  readonly direction?: 'received' | 'sent';
  readonly receivedAt?: string;
  readonly size?: number;
  readonly origin?: Origin;
}

const FLAGS: Flags = { seen: false, flagged: false, answered: false, draft: false };

/** An account's log, told by names: `message('m1', { thread: 't1' })`. */
export class Story {
  readonly builder: EventBuilder;
  readonly events: StoredEvent[] = [];
  #uid = 0;
  #arrived = 0;
  readonly #threads = new Set<string>();
  readonly #known = new Set<string>();

  constructor({ name = 'test', tenantId }: { readonly name?: string; readonly tenantId?: string } = {}) {
    const accountId = uuid5(NAMESPACES.account, name);
    this.builder = new EventBuilder({ accountId, ...(tenantId === undefined ? {} : { tenantId }) });
  }

  connected(settings: Partial<AccountSettings> = {}): StoredEvent {
    const accountId = this.builder.accountId;
    const data: DataOf<typeof AccountConnected> = {
      accountId,
      ownerId: OWNER,
      address: 'ann@example.com',
      aliases: [],
      companyDomains: [],
      hashKey: 'a2V5',
      provider: 'imap',
      threadingPolicy: 'subject-participants@1',
      settings: { ...SETTINGS, ...settings },
      scope: { kind: 'all' },
      start: { kind: 'since' },
    };
    return this.#say(this.builder.stored(AccountConnected, data));
  }

  folder(path: string, role: FolderRole, epoch = EPOCH): StoredEvent {
    const data = { folderId: idOf(path), path, delimiter: '/', role, epoch, watch: 'content' as const };
    return this.#say(this.builder.stored(FolderDiscovered, data));
  }

  /** Account, and the folders that most have. */
  usual(settings: Partial<AccountSettings> = {}): readonly StoredEvent[] {
    const roles = { INBOX: 'inbox', Archive: 'archive', Sent: 'sent', Trash: 'trash' } as const;
    return [this.connected(settings), ...Object.entries(roles).map(([path, role]) => this.folder(path, role))];
  }

  place(path: string, uid: number, epoch = EPOCH): Location {
    return { folderId: idOf(path), epoch, uid };
  }

  /** Observed, threaded; the last event says that it is attached. */
  message(name: string, mail: Mail): readonly StoredEvent[] {
    this.#uid += 1;
    this.#known.add(name);
    const location = this.place(mail.folder ?? 'INBOX', mail.uid ?? this.#uid, mail.epoch);
    const meta = { origin: mail.origin ?? 'live' };
    const observed = this.builder.stored(MessageObserved, this.#observed(name, mail, location), { meta });
    const attached = {
      threadId: idOf(mail.thread),
      messageId: idOf(name),
      policy: 'subject-participants@1',
      joins: [],
      receivedAt: observed.data.receivedAt,
    };
    return [
      this.#say(observed),
      ...(this.#threads.has(mail.thread) ? [] : [this.#started(mail.thread)]),
      this.#say(this.builder.stored(MessageAttached, attached, { meta })),
    ];
  }

  knows(name: string): boolean {
    return this.#known.has(name);
  }

  moved(name: string, ...locations: readonly Location[]): StoredEvent {
    const data = { messageId: idOf(name), locations: [...locations], added: [], removed: [] };
    return this.#say(this.builder.stored(MessageMoved, data));
  }

  merged(survivor: string, ...absorbed: readonly string[]): StoredEvent {
    const data = { survivor: idOf(survivor), absorbed: absorbed.map(idOf), bridge: idOf('bridge'), policy: 'p@1' };
    return this.#say(this.builder.stored(ThreadsMerged, data));
  }

  told<Event extends StoredEvent>(event: Event): Event {
    this.#say(event);
    return event;
  }

  asks(kind: ThreadCommand['kind'], thread: string, by = OWNER): Command<ActionsCommand> {
    const command = this.builder.command<ActionsCommand>({ kind, threadId: idOf(thread), actionId: idOf('x'), by });
    return { ...command, body: { kind, threadId: idOf(thread), actionId: command.id, by } };
  }

  #started(thread: string): StoredEvent {
    this.#threads.add(thread);
    return this.#say(this.builder.stored(ThreadStarted, { threadId: idOf(thread), policy: 'subject-participants@1' }));
  }

  #observed(name: string, mail: Mail, location: Location): DataOf<typeof MessageObserved> {
    this.#arrived += 60_000;
    const receivedAt = mail.receivedAt ?? new Date(Date.parse('2026-11-02T09:00:00Z') + this.#arrived).toISOString();
    return {
      messageId: idOf(name),
      identity: { key: name, hash: 'hash@1' },
      location,
      flags: { ...FLAGS, seen: mail.seen ?? false },
      receivedAt,
      direction: mail.direction ?? 'received',
      size: mail.size ?? 1_000,
      inReplyTo: [],
      references: [],
      subject: name,
      from: [{ address: 'bob@example.org' }],
      replyTo: [],
      to: [{ address: 'ann@example.com' }],
      cc: [],
      bcc: [],
      automated: false,
      raw: `raw/${name}`,
      attachments: [],
      sharesMessageId: false,
    };
  }

  #say(event: StoredEvent): StoredEvent {
    this.events.push(event);
    return event;
  }
}

import {
  AccountConnected,
  BackfillCompleted,
  BackfillStarted,
  type DataOf,
  FolderDiscovered,
  type Location,
  MailMissing,
  MessageMoved,
  MessageObserved,
  MessageQuarantined,
  MessageReleased,
  MessageSkipped,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { NAMESPACES, recordId, uuid5 } from '@mailfold/kernel';
import { EventBuilder, type EventBuilderOptions } from '@mailfold/testing';

export const EPOCH = 7;

/** Events of one account, as ingest tells them. */
export class AccountEvents {
  readonly builder: EventBuilder;
  readonly ownerId: string;

  constructor(options: EventBuilderOptions & { readonly owner?: string } = {}) {
    this.builder = new EventBuilder(options);
    this.ownerId = recordId(this.builder.tenantId, 'user', options.owner ?? 'ann');
  }

  get id(): string {
    return this.builder.accountId;
  }

  connected(change: Partial<DataOf<typeof AccountConnected>> = {}): StoredEvent {
    return this.builder.stored(AccountConnected, {
      accountId: this.id,
      ownerId: this.ownerId,
      address: 'ann@example.com',
      aliases: [],
      companyDomains: ['example.com'],
      hashKey: 'a2V5',
      provider: 'imap',
      threadingPolicy: 'subject-participants@1',
      settings: {
        archiveAtProvider: true,
        deleteAtProvider: false,
        syncReadState: true,
        removeWhenDeletedAtProvider: false,
        defaultVisibility: 'private',
        autoLink: true,
      },
      scope: { kind: 'all' },
      start: { kind: 'since' },
      ...change,
    });
  }

  folderId(path: string): string {
    return uuid5(NAMESPACES.root, this.id, path);
  }

  at(path: string, uid: number, epoch = EPOCH): Location {
    return { folderId: this.folderId(path), epoch, uid };
  }

  discovered(path: string, watch: 'content' | 'location' | 'none' = 'content'): StoredEvent {
    const role = path === 'INBOX' ? 'inbox' : 'none';
    return this.builder.stored(FolderDiscovered, { folderId: this.folderId(path), path, role, epoch: EPOCH, watch });
  }

  /** A folder whose history is so many mails, with UIDs from 1. */
  begun(path: string, total: number, epoch = EPOCH): StoredEvent {
    return this.builder.stored(BackfillStarted, { folderId: this.folderId(path), epoch, through: total, total });
  }

  finished(path: string, epoch = EPOCH): StoredEvent {
    return this.builder.stored(BackfillCompleted, { folderId: this.folderId(path), epoch });
  }

  messageId(name: string): string {
    return uuid5(NAMESPACES.message, this.id, name);
  }

  observed(path: string, uid: number, change: Partial<DataOf<typeof MessageObserved>> = {}, recordedAt?: string) {
    const data: DataOf<typeof MessageObserved> = {
      messageId: this.messageId(`${path} ${uid}`),
      identity: { key: `${path} ${uid}`, hash: 'hash@1' },
      location: this.at(path, uid),
      flags: { seen: false, flagged: false, answered: false, draft: false },
      receivedAt: '2026-11-01T09:00:00.000Z',
      direction: 'received',
      size: 1_000,
      inReplyTo: [],
      references: [],
      subject: 'Offer',
      from: [{ name: 'Jane Doe', address: 'jane@customer.example' }],
      replyTo: [],
      to: [{ address: 'ann@example.com' }],
      cc: [],
      bcc: [],
      automated: false,
      raw: 'raw',
      attachments: [],
      sharesMessageId: false,
      ...change,
    };
    return this.builder.stored(MessageObserved, data, recordedAt === undefined ? {} : { recordedAt });
  }

  moved(path: string, uid: number, added: readonly Location[]): StoredEvent {
    const messageId = this.messageId(`${path} ${uid}`);
    return this.builder.stored(MessageMoved, { messageId, locations: [...added], added: [...added], removed: [] });
  }

  skipped(path: string, ...uids: [number, number][]): StoredEvent {
    const folderId = this.folderId(path);
    return this.builder.stored(MessageSkipped, { folderId, epoch: EPOCH, uids, rule: 'before-start' });
  }

  quarantined(path: string, uid: number, reason = 'It nests too deep.'): StoredEvent {
    const location = this.at(path, uid);
    const rest = { code: 'mail-mime/too-deep', size: 5_000, raw: 'raw', reader: 'mail-mime@1' };
    return this.builder.stored(MessageQuarantined, { location, reason, ...rest });
  }

  released(path: string, uid: number): StoredEvent {
    const messageId = this.messageId(`${path} ${uid}`);
    return this.builder.stored(MessageReleased, { location: this.at(path, uid), messageId });
  }

  missing(path: string, ...uids: [number, number][]): StoredEvent {
    const folderId = this.folderId(path);
    return this.builder.stored(MailMissing, { folderId, epoch: EPOCH, uids, reason: 'The server leaves it out.' });
  }
}

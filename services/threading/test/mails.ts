import { AccountConnected, type Address, MessageObserved, type DataOf } from '@mailfold/contracts';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import type { EventBuilder } from '@mailfold/testing';

export const OWN = 'me@kumoi.example';

export interface Mail {
  /** Names the mail in a table. */
  readonly name: string;
  readonly subject: string;
  readonly from: string;
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly inReplyTo?: string;
  /** Minutes after nine. */
  readonly minute?: number;
  readonly direction?: DataOf<typeof MessageObserved>['direction'];
}

export const messageIdOf = (name: string): string => uuid5(NAMESPACES.message, 'test', name);
export const threadIdOf = (events: EventBuilder, name: string): string =>
  uuid5(NAMESPACES.thread, events.accountId, messageIdOf(name));

const people = (addresses: readonly string[] = []): Address[] => addresses.map((address) => ({ address }));

export const observed = (events: EventBuilder, mail: Mail) =>
  events.stored(MessageObserved, {
    messageId: messageIdOf(mail.name),
    identity: { key: mail.name, hash: 'hash@1' },
    location: { folderId: uuid5(NAMESPACES.root, 'inbox'), epoch: 1, uid: 1 },
    flags: { seen: false, flagged: false, answered: false, draft: false },
    receivedAt: new Date(Date.UTC(2026, 10, 2, 9, mail.minute ?? 0)).toISOString(),
    direction: mail.direction ?? (mail.from === OWN ? 'sent' : 'received'),
    size: 1_000,
    internetMessageId: `${mail.name}@test`,
    inReplyTo: mail.inReplyTo === undefined ? [] : [`${mail.inReplyTo}@test`],
    references: [],
    subject: mail.subject,
    from: people([mail.from]),
    replyTo: [],
    to: people(mail.to ?? [OWN]),
    cc: people(mail.cc),
    bcc: [],
    automated: false,
    raw: 'raw',
    attachments: [],
    sharesMessageId: false,
  });

export const connected = (events: EventBuilder, companyDomains: readonly string[] = ['kumoi.example']) =>
  events.stored(AccountConnected, {
    accountId: events.accountId,
    ownerId: uuid5(NAMESPACES.user, 'me'),
    address: OWN,
    aliases: [],
    companyDomains: [...companyDomains],
    hashKey: 'AAAAAAAAAAAAAAAAAAAAAA',
    provider: 'imap',
    threadingPolicy: 'subject-participants@1',
    settings: {
      archiveAtProvider: false,
      deleteAtProvider: false,
      syncReadState: true,
      removeWhenDeletedAtProvider: false,
      defaultVisibility: 'private',
      autoLink: true,
    },
    scope: { kind: 'all' },
    start: { kind: 'since' },
  });

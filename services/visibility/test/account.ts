import { AccountConnected, type DataOf, MessageAttached, ThreadStarted, type Visibility } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import type { EventBuilder } from '@mailfold/testing';

export const id = (name: string): string => uuid5(NAMESPACES.root, name);
export const OWNER = id('owner');
export const policy = 'subject-participants@1';

/** What others tell of an account: visibility hears it. */
export const tellings = (events: EventBuilder, standard: Visibility, ownerId = OWNER) => ({
  connected: (): StoredEvent<DataOf<typeof AccountConnected>> =>
    events.stored(AccountConnected, {
      accountId: events.accountId,
      ownerId,
      address: 'me@kumoi.example',
      aliases: [],
      companyDomains: [],
      hashKey: 'k',
      provider: 'imap',
      threadingPolicy: policy,
      settings: {
        archiveAtProvider: false,
        deleteAtProvider: false,
        syncReadState: true,
        removeWhenDeletedAtProvider: false,
        defaultVisibility: standard,
        autoLink: true,
      },
      scope: { kind: 'all' },
      start: { kind: 'since' },
    }),
  started: (threadId: string): StoredEvent => events.stored(ThreadStarted, { threadId, policy }),
  attached: (threadId: string, messageId: string): StoredEvent =>
    events.stored(MessageAttached, { threadId, messageId, policy, joins: [], receivedAt: '2026-11-02T09:00:00.000Z' }),
});

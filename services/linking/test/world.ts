import { AccountConnected, MessageAttached, MessageObserved, ThreadStarted } from '@mailfold/contracts';
import { NAMESPACES, recordId, uuid5 } from '@mailfold/kernel';
import { EventBuilder, scenarios } from '@mailfold/testing';
import type { Deal } from '../src/domain/directory/state.ts';
import { linkingRules } from '../src/domain/links/linking-rules.ts';
import { type DirectoryView, emptyLinks, type LinksState } from '../src/domain/links/state.ts';

export const OWN = 'me@kumoi.example';
const events = new EventBuilder();
export const OWNER = recordId(events.tenantId, 'user', 'me');
export const contactId = (name: string): string => recordId(events.tenantId, 'contact', name);
export const dealId = (name: string): string => recordId(events.tenantId, 'deal', name);
export const organisationId = (name: string): string => recordId(events.tenantId, 'organisation', name);
export const threadId = (name: string): string => uuid5(NAMESPACES.thread, name);

export interface Directory {
  /** Contact → address. */
  readonly contacts: Readonly<Record<string, string>>;
  /** Contact → organisation. */
  readonly organisations?: Readonly<Record<string, string>>;
  /** Deal → its contacts. */
  readonly deals?: Readonly<Record<string, readonly string[]>>;
  readonly dealsAre?: Readonly<Record<string, Partial<Pick<Deal, 'state' | 'openedAt' | 'visibleTo'>>>>;
}

const everyone = { everyone: true } as const;
const names = (record: object = {}): readonly string[] => Object.keys(record);

/** The directory as `load` would give it. */
export const viewOf = ({ contacts, organisations = {}, deals = {}, dealsAre = {} }: Directory): DirectoryView => ({
  owner: { userId: OWNER, externalId: 'me', name: 'Me', groups: [] },
  byAddress: new Map(names(contacts).map((name) => [contacts[name] ?? '', [contactId(name)]])),
  contacts: new Map(
    names(contacts).map((name) => {
      const organisation = organisations[name];
      const of = organisation === undefined ? {} : { organisationId: organisationId(organisation) };
      return [
        contactId(name),
        {
          contactId: contactId(name),
          externalId: name,
          name,
          addresses: [contacts[name] ?? ''],
          ...of,
          visibleTo: everyone,
        },
      ];
    }),
  ),
  dealsOf: new Map(
    names(contacts).map((name) => [
      contactId(name),
      names(deals)
        .filter((deal) => deals[deal]?.includes(name))
        .map(dealId)
        .toSorted(),
    ]),
  ),
  deals: new Map(
    names(deals).map((name) => [
      dealId(name),
      {
        dealId: dealId(name),
        externalId: name,
        name,
        state: 'open' as const,
        openedAt: '2026-10-01T00:00:00.000Z',
        contactIds: (deals[name] ?? []).map(contactId),
        visibleTo: everyone,
        ...dealsAre[name],
      },
    ]),
  ),
  organisations: new Set(Object.values(organisations).map(organisationId)),
});

/** An account beside a directory. */
export const world = (directory: Directory, autoLink = true) => {
  const mail = new EventBuilder();
  const start = (): LinksState => ({ ...emptyLinks(mail.accountId), directory: viewOf(directory) });
  const given = scenarios(linkingRules, start);
  const connected = mail.stored(AccountConnected, {
    accountId: mail.accountId,
    ownerId: OWNER,
    address: OWN,
    aliases: [],
    companyDomains: ['kumoi.example'],
    hashKey: 'k',
    provider: 'imap',
    threadingPolicy: 'subject-participants@1',
    settings: {
      archiveAtProvider: false,
      deleteAtProvider: false,
      syncReadState: true,
      removeWhenDeletedAtProvider: false,
      defaultVisibility: 'private',
      autoLink,
    },
    scope: { kind: 'all' },
    start: { kind: 'since' },
  });
  return { mail, given, connected, thread: threadOf(mail), state: start };
};

/** A thread of one mail: what was observed, and its attachment as the last input. */
const threadOf =
  (mail: EventBuilder) =>
  (name: string, from: string, to: readonly string[] = [OWN], receivedAt = '2026-11-02T09:00:00.000Z') => {
    const messageId = uuid5(NAMESPACES.message, name);
    const observed = mail.stored(MessageObserved, {
      messageId,
      identity: { key: name, hash: 'hash@1' },
      location: { folderId: uuid5(NAMESPACES.root, 'inbox'), epoch: 1, uid: 1 },
      flags: { seen: false, flagged: false, answered: false, draft: false },
      receivedAt,
      direction: from === OWN ? 'sent' : 'received',
      size: 1,
      inReplyTo: [],
      references: [],
      subject: name,
      from: [{ address: from }],
      replyTo: [],
      to: to.map((address) => ({ address })),
      cc: [],
      bcc: [],
      automated: false,
      raw: 'raw',
      attachments: [],
      sharesMessageId: false,
    });
    const started = mail.stored(ThreadStarted, { threadId: threadId(name), policy: 'p' });
    const attached = mail.stored(MessageAttached, {
      threadId: threadId(name),
      messageId,
      policy: 'p',
      joins: [],
      receivedAt,
    });
    return { before: [observed, started], attached };
  };

import {
  AccountConnected,
  type AccountSettings,
  type FolderRole,
  type Scope,
  ScopeChanged,
  type Start,
} from '@mailfold/contracts';
import { NAMESPACES, sha256Hex, uuid5 } from '@mailfold/kernel';
import { emptyHeaderFields } from '@mailfold/mail';
import { EventBuilder, scenarios } from '@mailfold/testing';
import { ingestRules } from '../src/domain/ingest-rules.ts';
import type { Observation, OpenIntent, SeenFolder, SeenMessage } from '../src/domain/observation.ts';
import { keyed } from '../src/domain/mailbox-rules.ts';
import { emptyState } from '../src/domain/state.ts';

export const OWN = 'me@kumoi.example';
export const CONNECTED_AT = '2026-11-02T09:00:00.400Z';

const settings: AccountSettings = {
  archiveAtProvider: false,
  deleteAtProvider: false,
  syncReadState: true,
  removeWhenDeletedAtProvider: true,
  defaultVisibility: 'private',
  autoLink: true,
};

/** As `connected` below says: digests must be those of the rules. */
const RULES_KEY = { hashKey: 'AAAAAAAAAAAAAAAAAAAAAA' };

export interface Options {
  readonly scope?: Scope;
  readonly start?: Start;
  readonly settings?: Partial<AccountSettings>;
}

/** One account with an inbox, an archive and a trash; what is seen there, and what follows. */
export const mailbox = (options: Options = {}) => {
  const events = new EventBuilder({ at: CONNECTED_AT });
  const given = scenarios(ingestRules('reader@1'), () => emptyState(events.accountId));
  /** With a state in which a test says who is a contact. */
  const knowing = () => {
    const state = emptyState(events.accountId);
    return { state, given: scenarios(ingestRules('reader@1'), () => state) };
  };
  const connected = events.stored(AccountConnected, {
    accountId: events.accountId,
    ownerId: uuid5(NAMESPACES.user, 'me'),
    address: OWN,
    aliases: [],
    companyDomains: ['kumoi.example'],
    ...RULES_KEY,
    provider: 'imap',
    threadingPolicy: 'subject-participants@1',
    settings: { ...settings, ...options.settings },
    scope: options.scope ?? { kind: 'all' },
    start: options.start ?? { kind: 'since' },
  });
  const see = (body: Observation) => events.command(body);
  const folderId = (path: string, epoch = 1) => uuid5(NAMESPACES.root, events.accountId, 'folder', path, String(epoch));
  const folders = (...list: readonly SeenFolder[]) => see({ kind: 'folders', folders: list });
  const messages = (
    path: string,
    list: readonly SeenMessage[],
    more: { epoch?: number; intents?: readonly OpenIntent[] } = {},
  ) =>
    see({
      kind: 'messages',
      folderId: folderId(path),
      epoch: more.epoch ?? 1,
      messages: list,
      intents: more.intents ?? [],
    });
  const scopeChanged = (scope: Scope, start: Start = options.start ?? { kind: 'since' }) =>
    events.stored(ScopeChanged, { accountId: events.accountId, scope, start });
  const vanished = (path: string, ...uids: readonly number[]) =>
    see({ kind: 'vanished', folderId: folderId(path), epoch: 1, uids, intents: [] });
  return { knowing, scopeChanged, vanished, events, given, connected, see, folderId, folders, messages };
};

export const folder = (path: string, role: FolderRole, epoch = 1, uidNext = 1): SeenFolder => ({
  path,
  delimiter: '/',
  role,
  epoch,
  uidNext,
  messages: Math.max(0, uidNext - 1),
});

export const INBOX = folder('INBOX', 'inbox');
export const ARCHIVE = folder('Archive', 'archive');
export const TRASH = folder('Trash', 'trash');

export interface Seen {
  readonly uid: number;
  /** Mails of one text are one content. */
  readonly text: string;
  readonly messageId?: string;
  readonly receivedAt?: string;
  readonly date?: string;
  readonly from?: string;
  readonly providerId?: string;
}

/** A mail as it was read. */
export const mail = ({ uid, text, messageId, receivedAt, date, from, providerId }: Seen): SeenMessage => ({
  uid,
  receivedAt: receivedAt ?? '2026-11-02T10:00:00.000Z',
  flags: { seen: false, flagged: false, answered: false, draft: false },
  size: text.length,
  ...(providerId === undefined ? {} : { providerId }),
  raw: `raw ${text}`,
  content: {
    status: 'parsed',
    headers: {
      ...emptyHeaderFields,
      ...(messageId === undefined ? {} : { messageId }),
      ...(date === undefined ? {} : { date }),
      subject: text,
      from: [{ address: from ?? 'ann@a.example' }],
      to: [{ address: OWN }],
    },
    identity: {
      key: sha256Hex(`${text} ${messageId ?? ''}`),
      ...(providerId === undefined ? {} : { providerKey: providerId }),
      ...(messageId === undefined ? {} : { idKey: keyed(RULES_KEY, 'message-id', messageId) }),
    },
    attachments: [],
  },
});

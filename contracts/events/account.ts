import { z } from 'zod';
import { defineEvent, personal } from './definition.ts';
import { Id, Time, Visibility } from './values.ts';

/** What the owner chose for an account. */
export const AccountSettings = z.object({
  /** WBK-3: archive and delete at the provider too. */
  archiveAtProvider: z.boolean(),
  deleteAtProvider: z.boolean(),
  /** WBK-3: read state goes both ways. */
  syncReadState: z.boolean(),
  /** ING-7: a deletion at the provider removes the message here. */
  removeWhenDeletedAtProvider: z.boolean(),
  /** VIS-3: for threads that start from now on. */
  defaultVisibility: Visibility,
  /** LNK-2: may be switched off. */
  autoLink: z.boolean(),
});
export type AccountSettings = z.output<typeof AccountSettings>;

/** SCO-1. Folders by path as the server names them. */
export const Scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('folders'), folders: z.array(personal(z.string())).min(1) }),
]);
export type Scope = z.output<typeof Scope>;

/** SCO-1. Judged by INTERNALDATE. `since` absent: from the first mail on. */
export const Start = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now'), at: Time }),
  z.object({ kind: z.literal('since'), since: Time.exactOptional() }),
]);
export type Start = z.output<typeof Start>;

export const AccountConnected = defineEvent(
  'account',
  'AccountConnected',
  1,
  'A mail account was connected after a real login to its servers.',
  z.object({
    accountId: Id,
    ownerId: Id,
    address: personal(z.string()),
    aliases: z.array(personal(z.string())),
    /** Domains whose addresses are colleagues, not outsiders; lower case. */
    companyDomains: z.array(z.string()),
    /** Random, base64url: keys the hashes that stand for personal data in this account's events and rows. */
    hashKey: personal(z.string()),
    /** Name of the preset, or `imap`. */
    provider: z.string(),
    /** Name and version, e.g. `subject-participants@1`. */
    threadingPolicy: z.string(),
    settings: AccountSettings,
    scope: Scope,
    start: Start,
  }),
);

export const SettingsChanged = defineEvent(
  'account',
  'SettingsChanged',
  1,
  'The owner changed the settings; all of them as they are now.',
  z.object({ accountId: Id, settings: AccountSettings }),
);

export const ScopeChanged = defineEvent(
  'account',
  'ScopeChanged',
  1,
  'Scope or start were changed by command.',
  z.object({ accountId: Id, scope: Scope, start: Start }),
);

/** SCO-4. Addresses and domains in lower case; a domain stands for those below it too. */
export const BlockList = z.object({
  addresses: z.array(personal(z.string())).max(2_000),
  domains: z.array(personal(z.string())).max(2_000),
});
export type BlockList = z.output<typeof BlockList>;

/** SCO-6, of the tenant's list alone: mail without a contact of the directory among its participants is not stored. */
const contactsOnly = z.boolean().exactOptional();

export const BlockListChanged = defineEvent(
  'account',
  'BlockListChanged',
  1,
  'Whom a user, or where none is named the whole tenant, wants no mail of from now on; all entries as they are now (SCO-4).',
  BlockList.extend({ userId: Id.exactOptional(), contactsOnly }),
);

export const ScreeningChanged = defineEvent(
  'account',
  'ScreeningChanged',
  1,
  'A block list reached this account; it holds for mail that comes later (SCO-4).',
  BlockList.extend({
    accountId: Id,
    /** Whose list: the tenant's, or the account's owner's. Both hold. */
    list: z.enum(['tenant', 'user']),
    /** It grows with each change; an earlier one that comes late counts for nothing. */
    version: z.number().int().positive(),
    contactsOnly,
  }),
);

export const CredentialsRejected = defineEvent(
  'account',
  'CredentialsRejected',
  1,
  'The provider refused the credentials twice; sync pauses until they are renewed (CON-4).',
  z.object({ accountId: Id, reason: z.string() }),
);

export const CredentialsRenewed = defineEvent(
  'account',
  'CredentialsRenewed',
  1,
  'New credentials were proved by a login and stored.',
  z.object({ accountId: Id }),
);

export const AccountUnreachable = defineEvent(
  'account',
  'AccountUnreachable',
  1,
  'Mail cannot be brought over for a while: the provider does not answer, or we cannot store it; we go on trying.',
  z.object({
    accountId: Id,
    reason: z.string(),
    since: Time,
    /** Who is in the way: the provider, which is meant where nothing is said, or we (a full disk). */
    side: z.enum(['provider', 'ours']).exactOptional(),
  }),
);

export const AccountThrottled = defineEvent(
  'account',
  'AccountThrottled',
  1,
  'The provider lets us in and asks us to come back later; nothing is asked of it until then (S18).',
  z.object({
    accountId: Id,
    /** What the provider said. */
    reason: z.string(),
    /** When it is tried again. AccountRecovered says that it went on. */
    until: Time,
  }),
);

export const AccountRecovered = defineEvent(
  'account',
  'AccountRecovered',
  1,
  'Mail is brought over again.',
  z.object({ accountId: Id }),
);

export const AccountDisconnected = defineEvent(
  'account',
  'AccountDisconnected',
  1,
  'Sync stopped, by command or because the owner is no longer a user; mail and records are kept (CON-5).',
  z.object({
    accountId: Id,
    /** Absent: somebody's command. */
    reason: z.literal('user-removed').exactOptional(),
  }),
);

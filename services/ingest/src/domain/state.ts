import type { DataOf, Flags, FolderRole, MessageWithdrawn } from '@mailfold/contracts';
import type { MailboxRules } from './mailbox-rules.ts';
import type { SkipRule } from './observation.ts';

export type Watch = 'content' | 'location' | 'none';

export interface Folder {
  readonly id: string;
  path: string;
  /** MAILBOXID (RFC 8474), where the server gives one. */
  readonly mailboxId: string | undefined;
  readonly delimiter: string | undefined;
  role: FolderRole;
  epoch: number;
  watch: Watch;
  gone: boolean;
  /** In words. */
  parked: string | undefined;
  /** UIDs up to here are history; absent while the backfill has not begun. */
  through: number | undefined;
  backfilled: boolean;
  proof: Proof | undefined;
}

export interface Place {
  readonly folderId: string;
  readonly epoch: number;
  readonly uid: number;
}

export type PlaceStatus = 'stored' | 'quarantined' | 'missing';

/** A line of the ledger (ING-4). */
export interface PlaceRow extends Place {
  status: PlaceStatus;
  messageId: string | undefined;
  /** Version of the reader that could not read it; set in quarantine only. */
  reader: string | undefined;
  /** Why it is in quarantine. */
  code: string | undefined;
}

/** What the last comparison with the server's own list said of a folder (ING-4). */
export interface Proof {
  readonly epoch: number;
  /** RFC 3339. */
  readonly at: string;
  /** SHA-256 of the UIDs that the server listed. */
  readonly digest: string;
  readonly listed: number;
  readonly stored: number;
  readonly skipped: number;
  readonly quarantined: number;
  readonly missing: number;
}

export type WithdrawnWhy = DataOf<typeof MessageWithdrawn>['reason'];

export interface Message {
  readonly id: string;
  readonly identityKey: string;
  readonly providerKey: string | undefined;
  /** Keyed digest of the Message-ID. */
  readonly idKey: string | undefined;
  flags: Flags;
  /** Since when it lies nowhere. */
  lostAt: string | undefined;
  /** Why it shows nowhere any more; undefined: it shows. */
  withdrawn: WithdrawnWhy | undefined;
  /** Since when. */
  withdrawnAt: string | undefined;
  /** Its bytes are not here any more; it is fetched again before it shows again (SCO-2). */
  rawDeleted: boolean;
  /** INTERNALDATE when it was first seen; undefined for mail from before this was kept. */
  readonly receivedAt: string | undefined;
  /** Intents of ours that this message has fulfilled (WBK-5: used up once). */
  readonly usedIntents: Set<string>;
}

export interface Skip {
  readonly folderId: string;
  readonly epoch: number;
  readonly first: number;
  readonly last: number;
  readonly rule: SkipRule;
}

/** Skips of a folder that count no longer. */
export interface LiftedSkips {
  readonly folderId: string;
  readonly epoch: number;
  readonly rules: readonly SkipRule[];
}

/** Sums of one folder's ledger, for `listed`. */
export interface LedgerSums {
  readonly stored: number;
  readonly skipped: number;
  readonly quarantined: number;
  readonly missing: number;
  readonly gone: number;
}

/** The part of an account's mailbox that one batch touches. */
export interface MailboxState {
  readonly accountId: string;
  rules: MailboxRules | undefined;
  /** The scope that was just observed begins before the one of until then. */
  startsEarlier: boolean;
  /** Mail without a contact is stored from now on, and was not until then (SCO-6). */
  takesAll: boolean;
  /** Of the addresses that a batch names those of contacts; loaded where only their mail is stored. */
  readonly contacts: Set<string>;
  readonly folders: Map<string, Folder>;
  /** By `placeKey`. */
  readonly places: Map<string, PlaceRow>;
  readonly messages: Map<string, Message>;
  readonly byIdentity: Map<string, string>;
  readonly byProvider: Map<string, string>;
  /** Keyed Message-IDs that some message has. */
  readonly idKeys: Set<string>;
  /** UIDs that rules keep out, of the folders that a batch touches. */
  readonly skips: Skip[];
  /** Loaded for `listed` only, by folder. */
  readonly sums: Map<string, LedgerSums>;
  readonly changed: {
    rules: boolean;
    readonly folders: Set<string>;
    readonly places: Set<string>;
    readonly removedPlaces: Map<string, Place>;
    readonly messages: Set<string>;
    readonly skips: Skip[];
    readonly lifted: LiftedSkips[];
  };
}

export const emptyState = (accountId: string): MailboxState => ({
  accountId,
  rules: undefined,
  startsEarlier: false,
  takesAll: false,
  contacts: new Set(),
  folders: new Map(),
  places: new Map(),
  messages: new Map(),
  byIdentity: new Map(),
  byProvider: new Map(),
  idKeys: new Set(),
  skips: [],
  sums: new Map(),
  changed: {
    rules: false,
    folders: new Set(),
    places: new Set(),
    removedPlaces: new Map(),
    messages: new Set(),
    skips: [],
    lifted: [],
  },
});

export const placeKey = (place: Place): string => `${place.folderId} ${place.epoch} ${place.uid}`;

/** A message lies there whose bytes are to be fetched again. */
export const lacksRaw = (state: MailboxState, place: Place): boolean => {
  const messageId = state.places.get(placeKey(place))?.messageId;
  return messageId !== undefined && state.messages.get(messageId)?.rawDeleted === true;
};

export const isSkipped = (state: MailboxState, place: Place): boolean => skipOf(state, place) !== undefined;

/** The rule's range that keeps this UID out. */
export const skipOf = (state: MailboxState, { folderId, epoch, uid }: Place): Skip | undefined =>
  state.skips.find(
    (skip) => skip.folderId === folderId && skip.epoch === epoch && skip.first <= uid && uid <= skip.last,
  );

/** Where a message lies, in a fixed order. */
export const placesOf = (state: MailboxState, messageId: string): Place[] =>
  [...state.places.values()]
    .filter((place) => place.messageId === messageId && place.status === 'stored')
    .map(({ folderId, epoch, uid }) => ({ folderId, epoch, uid }))
    .toSorted((a, b) => (placeKey(a) < placeKey(b) ? -1 : 1));

export const rulesFor = (state: MailboxState): MailboxRules => {
  if (state.rules === undefined)
    throw new Error(`account ${state.accountId}: mail came before account.AccountConnected`);
  return state.rules;
};

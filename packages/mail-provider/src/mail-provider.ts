import type { Credentials, ProviderSettings } from './settings.ts';

export type FolderRole = 'inbox' | 'sent' | 'archive' | 'drafts' | 'trash' | 'junk' | 'all' | 'flagged' | 'none';

export interface ProviderFolder {
  readonly path: string;
  readonly delimiter?: string;
  readonly role: FolderRole;
  /** False for nodes that only hold other folders. */
  readonly selectable: boolean;
  /** UIDVALIDITY; 0 where the server gives none or an absurd one (the folder must then be parked, S2). */
  readonly epoch: number;
  readonly messages: number;
  readonly unseen: number;
  readonly uidNext: number;
  /** HIGHESTMODSEQ as decimal text, where offered. */
  readonly modseq?: string;
  /** The server lists it and refuses to tell its state: what it said. The counts then say nothing. */
  readonly problem?: string;
}

export interface MessageFlags {
  readonly seen: boolean;
  readonly flagged: boolean;
  readonly answered: boolean;
  readonly draft: boolean;
}

export interface UidFlags {
  readonly uid: number;
  readonly flags: MessageFlags;
}

export interface FetchedMessage extends UidFlags {
  /** INTERNALDATE. */
  readonly receivedAt: Date;
  readonly size: number;
  /** EMAILID or X-GM-MSGID: proves sameness across folders. */
  readonly providerId?: string;
  readonly providerThreadId?: string;
  /** The raw bytes, exactly as the server gave them. */
  readonly raw: Buffer;
}

export interface FetchResult {
  readonly messages: readonly FetchedMessage[];
  /** Asked for and not given although the server said OK, after asking once more (S4, S26). */
  readonly missing: readonly number[];
  /** The server refused these one by one (S8). Texts are the server's, shortened. */
  readonly refused: readonly { readonly uid: number; readonly reason: string }[];
  /** Larger than `maxMessageBytes`: the headers only. */
  readonly tooLarge: readonly { readonly uid: number; readonly size: number; readonly header: Buffer }[];
  /** Not read because the answer would have been larger than `maxBatchBytes`: ask for these again. Never all. */
  readonly later: readonly number[];
}

/** A folder as selected. */
export interface OpenFolder {
  readonly path: string;
  readonly epoch: number;
  readonly messages: number;
  readonly uidNext: number;
  readonly modseq?: string;
}

/** What was known when one last looked; opaque parts come from earlier answers. */
export interface KnownState {
  readonly epoch: number;
  readonly modseq?: string;
  /** Highest UID that is accounted for. */
  readonly lastUid: number;
  /**
   * How many messages were there, all at or below this UID, when one last looked. Where the server does not tell what has
   * gone, it shows whether something has; without it every UID is listed.
   */
  readonly counted?: { readonly uid: number; readonly messages: number };
  /** Leaves the flags alone where they could only be found by reading all of them. */
  readonly skipsAllFlags?: boolean;
}

/** UIDs that are there: every one from `from` on. Of those below it nothing is said. */
export interface Present {
  readonly from: number;
  /** Ascending. */
  readonly uids: readonly number[];
}

/** What changed since; found by the cheapest means that the server offers. */
export interface Changes {
  /** QRESYNC or CONDSTORE told; `diff`: every UID and its flags, for the caller to compare with what it knows. */
  readonly by: 'qresync' | 'condstore' | 'diff';
  /** At or below `lastUid`. */
  readonly flags: readonly UidFlags[];
  /** Told by the server (`qresync`), ascending; may name UIDs that the caller never knew. */
  readonly vanished: readonly number[];
  /** What is known from `from` on and is not among these is gone; what is above `lastUid` is new. */
  readonly present: Present;
  /** False where the server's answers do not fit together, as while mail leaves: look again, and keep the cursor until then. */
  readonly settled: boolean;
  readonly open: OpenFolder;
}

/** The UIDs of a folder at one moment. */
export interface Listing {
  /** The state of that moment. */
  readonly open: OpenFolder;
  /** Ascending. */
  readonly uids: readonly number[];
  /** Whether the number of UIDs is the number of messages: else what is not named may be there all the same. */
  readonly settled: boolean;
}

/** Told while a folder is watched, in the order of the server's answers. */
export type WatchEvent =
  /** There may be new mail above the highest UID known. */
  | { readonly kind: 'exists'; readonly messages: number; readonly at: Date }
  | { readonly kind: 'flags'; readonly uid?: number }
  | { readonly kind: 'expunged'; readonly uid?: number }
  /** The connection ended; the watch is over. */
  | { readonly kind: 'closed'; readonly error?: Error };

export interface MovedMessage {
  readonly from: number;
  /** COPYUID's answer (RFC 4315), where given. */
  readonly to?: { readonly epoch: number; readonly uid: number };
}

/**
 * One authenticated connection to one account. Calls on one session run one after another; a failed call says by its
 * error code what it means: `mail-provider/throttled` · `unreachable` · `unauthorised` · `gone` (folder) ·
 * `cursor-lost` (UIDVALIDITY is another) · `rejected` · `unsupported`. After `unreachable` the session is closed.
 */
export interface MailSession extends AsyncDisposable {
  readonly capabilities: ReadonlySet<
    'idle' | 'condstore' | 'qresync' | 'move' | 'uidplus' | 'objectid' | 'gmail' | 'special-use' | 'notify'
  >;
  /**
   * All folders with their counts. Where each folder costs a command of its own (no LIST-STATUS), those in `keep` are given
   * as they are there.
   */
  folders(options?: { readonly keep?: ReadonlyMap<string, ProviderFolder> }): Promise<ProviderFolder[]>;
  open(path: string): Promise<OpenFolder>;
  /** UIDs in the folder, ascending; within the inclusive range where given; only INTERNALDATE on or after `since`; only with that address
   * in From, To, Cc or Bcc, where one is given: the server may name more, as it searches for parts of words. */
  uids(
    path: string,
    options?: { readonly from?: number; readonly to?: number; readonly since?: Date; readonly correspondent?: string },
  ): Promise<number[]>;
  /** Every UID, of one moment: read again while mail comes and goes, a few times. */
  list(path: string): Promise<Listing>;
  /** One range fetch; delivers what could be read and names what could not. */
  fetch(path: string, uids: readonly number[], epoch: number): Promise<FetchResult>;
  /** INTERNALDATE, size and flags without bodies. */
  flags(path: string, uids: readonly number[]): Promise<UidFlags[]>;
  changes(path: string, known: KnownState): Promise<Changes>;
  /**
   * IDLE at once (not after the library's own delay), re-issued before the server's limit (S16), with a dead-man check
   * (S15). Ends when the signal aborts; the session may then be used for other calls. Calls made meanwhile interrupt the
   * IDLE, which goes on after them. Nothing is missed between the last `open` or `changes` of this folder and the watch, or
   * while another folder is open: it is told when watching begins or goes on (`exists` at once if this session never looked).
   * One watch a session. Rejects with `gone`, or with what `onEvent` threw; an ended connection is told and resolves.
   */
  watch(path: string, onEvent: (event: WatchEvent) => void, signal: AbortSignal): Promise<void>;
  /**
   * NOTIFY (RFC 5465): told, by its path, of each folder in which something changes while this session lives, whatever else it
   * does. False where the server does not offer it, or does not take it.
   */
  notify(onChange: (path: string) => void): Promise<boolean>;
  /** UID MOVE, or COPY + STORE \Deleted + UID EXPUNGE of exactly these. */
  move(path: string, uids: readonly number[], to: string, epoch: number): Promise<MovedMessage[]>;
  /** Resolves with the UIDs that have the flag as wanted afterwards (looked at, not believed). */
  setSeen(path: string, uids: readonly number[], seen: boolean, epoch: number): Promise<number[]>;
  createFolder(path: string): Promise<void>;
  /** Bytes read from the server by this session. */
  readonly received: number;
  /** Closed or cut. */
  readonly closed: boolean;
}

/** What it takes to log in to an account's servers. */
export interface Login {
  readonly settings: ProviderSettings;
  readonly credentials: Credentials;
}

export interface ConnectOptions extends Login {
  /** Larger messages come back as `tooLarge`; default 100 MB. */
  readonly maxMessageBytes?: number;
  /** About how many bytes of mail one `fetch` holds at most; the rest comes back as `later`; default 64 MB. */
  readonly maxBatchBytes?: number;
}

/** What was found about sending and receiving before anything is stored (CON-1). */
export interface Proof {
  readonly folders: readonly ProviderFolder[];
  readonly capabilities: readonly string[];
}

export interface MailProvider {
  readonly name: string;
  /** Rejects with a code of `MailSession` and a message that says what is wrong and what to do. */
  connect(options: ConnectOptions): Promise<MailSession>;
  /** A real login to IMAP and, where given, SMTP. */
  prove(options: ConnectOptions): Promise<Proof>;
}

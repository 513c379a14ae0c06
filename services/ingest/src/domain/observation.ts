import type { Attachment, Flags, FolderRole, SkipRule as SkipRules } from '@mailfold/contracts';
import type { HeaderFields } from '@mailfold/mail';
import type { z } from 'zod';
import type { IdentityKeys } from './identity-keys.ts';

/** A folder as the provider lists it. */
export interface SeenFolder {
  readonly path: string;
  readonly delimiter?: string;
  readonly role: FolderRole;
  /** UIDVALIDITY; 0: none or absurd (S2). */
  readonly epoch: number;
  readonly uidNext: number;
  readonly messages: number;
  /** It cannot be read, as the server says: nothing else of it is known then. */
  readonly problem?: string;
  /** MAILBOXID (RFC 8474 §4). */
  readonly mailboxId?: string;
}

/** What reading a mail gave; its parts are stored already. */
export type Content =
  | {
      readonly status: 'parsed';
      readonly headers: HeaderFields;
      readonly identity: IdentityKeys;
      readonly text?: string;
      /** SHA-256 of the text without white space, hex. */
      readonly textDigest?: string;
      readonly html?: string;
      readonly attachments: readonly z.output<typeof Attachment>[];
    }
  | { readonly status: 'rejected'; readonly code: string; readonly reason: string };

export interface SeenMessage {
  readonly uid: number;
  /** INTERNALDATE: RFC 3339, UTC, milliseconds. */
  readonly receivedAt: string;
  readonly flags: Flags;
  readonly size: number;
  readonly providerId?: string;
  readonly providerThreadId?: string;
  /** Absent where the bytes could not be had, or are known already. */
  readonly raw?: string;
  readonly content: Content;
}

export interface UidFlags {
  readonly uid: number;
  readonly flags: Flags;
}

interface Place {
  readonly folderId: string;
  readonly epoch: number;
  readonly uid: number;
}

/** An intent of ours that the provider may be fulfilling just now (WBK-5). */
export interface OpenIntent {
  readonly intentId: string;
  readonly change: 'archive' | 'unarchive' | 'delete' | 'read' | 'unread';
  readonly messageIds: readonly string[];
  /** Where it finds the messages. */
  readonly from: readonly Place[];
  /** Where it put them, as far as the server said so. */
  readonly to: readonly Place[];
  /** The server had done it before it was asked for what it tells here. */
  readonly done: boolean;
}

interface InFolder {
  readonly folderId: string;
  readonly epoch: number;
}

/** What was seen at the provider. The decider says what it means. */
export type Observation =
  | { readonly kind: 'folders'; readonly folders: readonly SeenFolder[] }
  | (InFolder & {
      readonly kind: 'messages';
      readonly messages: readonly SeenMessage[];
      readonly intents: readonly OpenIntent[];
    })
  | (InFolder & {
      readonly kind: 'flags';
      readonly flags: readonly UidFlags[];
      readonly intents: readonly OpenIntent[];
    })
  | (InFolder & {
      readonly kind: 'vanished';
      readonly uids: readonly number[];
      readonly intents: readonly OpenIntent[];
    })
  | (InFolder & {
      readonly kind: 'skipped';
      readonly uids: readonly number[];
      readonly rule: SkipRule;
      /** For `before-start`: the start that it was judged by. */
      readonly start?: string;
    })
  | (InFolder & { readonly kind: 'missing'; readonly uids: readonly number[]; readonly reason: string })
  | (InFolder & { readonly kind: 'backfilled' })
  /** Every folder was looked through since `before`: what still lies nowhere is gone (ING-7). */
  | { readonly kind: 'looked-everywhere'; readonly before: string }
  /** Some messages, to be held against a scope that was changed (SCO-2). */
  | { readonly kind: 'scope'; readonly messageIds: readonly string[] }
  /** Messages that may have been out of scope since before this moment, and all that was stored of each (SCO-2). */
  | { readonly kind: 'raw-due'; readonly before: string; readonly messages: readonly StoredBlobs[] }
  | { readonly kind: 'listed'; readonly folders: readonly ListedFolder[] };

export interface StoredBlobs {
  readonly messageId: string;
  /** References of the blob store. */
  readonly blobs: readonly string[];
}

export type SkipRule = z.output<typeof SkipRules>;

export interface ListedFolder extends InFolder {
  /** Every UID that the server names, ascending. */
  readonly uids: readonly number[];
  /** UIDs from here on came after the list was made. */
  readonly uidNext: number;
}

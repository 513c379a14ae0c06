import type { HeaderFields } from '@mailfold/mail';

/** The reader's version. A quarantined message is read again by another version (ING-5). */
export const READER = 'mail-mime@1';

export interface MimeAttachment {
  /** Decoded, without control characters and path separators. */
  readonly filename?: string;
  /** Lower case, without parameters. */
  readonly contentType: string;
  /** Bytes of `content`. */
  readonly size: number;
  /** Without angle brackets. */
  readonly contentId?: string;
  /** Meant to be shown within the text: it says so, or the html can point to it. */
  readonly inline: boolean;
  readonly content: Buffer;
}

/** What a message says, its encodings undone. Text and html are kept apart; neither is made out of the other. */
export interface ParsedMail {
  readonly status: 'parsed';
  readonly headers: HeaderFields;
  readonly text?: string;
  /** As it was sent: unsafe to show before it is cleaned. */
  readonly html?: string;
  readonly attachments: readonly MimeAttachment[];
  /** `hash@1` of `@mailfold/mail`. */
  readonly identityHash: string;
  /** The first 200 characters or so of what the sender wrote, without what was quoted. */
  readonly preview: string;
  /** What search reads: the text, or the text within the html where there is no other. */
  readonly searchText: string;
  /** SHA-256 of that without white space, hex; absent where there is none: copies that differ in their text are told apart by it. */
  readonly textDigest?: string;
  /** What was odd but could be read, e.g. `charset-unknown: x-foo`. */
  readonly problems: readonly string[];
}

export type RejectionCode =
  | 'mail-mime/cpu'
  | 'mail-mime/memory'
  | 'mail-mime/crashed'
  | 'mail-mime/too-deep'
  | 'mail-mime/too-many-parts'
  | 'mail-mime/header-too-long'
  | 'mail-mime/unparsable';

/** The message cannot be read within bounds: it belongs in quarantine (ING-5). */
export interface RejectedMail {
  readonly status: 'rejected';
  readonly code: RejectionCode;
  /** In words, for the ledger and the operator; nothing of the message. */
  readonly reason: string;
}

export type ReadMail = ParsedMail | RejectedMail;
